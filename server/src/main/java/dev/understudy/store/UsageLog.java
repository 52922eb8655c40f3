package dev.understudy.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The usage log: one JSON line for each attempt that has ended, in the order of their ends. A log
 * that cannot be written fails nobody; that is said once, and again after it has worked in between.
 * The file is opened for each write, so that it may be rotated at any time; it rotates itself too.
 *
 * <p>Several processes may share it: what they append is one write each, which the system does not
 * mix with others. A writer that opened the file before its turn writes to the file that has
 * another name by then, so no line is lost. One thread at a time.
 */
public final class UsageLog {
    private static final Logger LOG = LoggerFactory.getLogger(UsageLog.class);

    private final Path file;
    private final LogRotation rotation;
    private final JsonMapper json = new JsonMapper();
    private boolean failing;

    public UsageLog(Path file, LogRotation.Limits limits) {
        this.file = file.toAbsolutePath();
        this.rotation = new LogRotation(this.file, limits);
    }

    void append(List<EndedAttempt> attempts) {
        if (attempts.isEmpty()) {
            return;
        }
        var lines = new StringBuilder();
        for (var attempt : attempts) {
            lines.append(line(attempt)).append('\n');
        }
        try {
            Files.createDirectories(file.resolveSibling(""));
            rotation.turnWhenDue();
            write(ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8)));
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn(
                        "the usage log {} cannot be written, lines are lost: {}",
                        file,
                        e.toString());
            }
            failing = true;
        }
    }

    private void write(ByteBuffer lines) throws IOException {
        try (var log =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (lines.hasRemaining()) {
                log.write(lines);
            }
        }
    }

    private String line(EndedAttempt attempt) {
        var start = attempt.start();
        var usage = attempt.end().usage();
        return json.createObjectNode()
                .put("at", attempt.end().at().toString())
                .put("query_id", start.queryId())
                .put("attempt", start.number())
                .put("model", start.model())
                .put("metered", start.metered())
                .put("user", start.user())
                .put("team", start.team())
                .put("result", attempt.end().result())
                .put("prompt_tokens", usage.promptTokens())
                .put("completion_tokens", usage.completionTokens())
                .put("total_tokens", usage.totalTokens())
                .put("estimated", usage.estimated())
                .put("used", attempt.used())
                .put("limit", attempt.limit())
                .toString();
    }
}
