package dev.understudy.store;

import java.io.IOException;
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
 * The file is opened for each write, so that it may be rotated at any time. One thread at a time.
 */
public final class UsageLog {
    private static final Logger LOG = LoggerFactory.getLogger(UsageLog.class);

    private final Path file;
    private final JsonMapper json = new JsonMapper();
    private boolean failing;

    public UsageLog(Path file) {
        this.file = file.toAbsolutePath();
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
            Files.writeString(
                    file,
                    lines,
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
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
