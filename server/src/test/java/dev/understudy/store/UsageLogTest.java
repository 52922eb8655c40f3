package dev.understudy.store;

import static dev.understudy.store.LedgerFixture.NOON;
import static dev.understudy.store.LedgerFixture.ended;
import static dev.understudy.store.LedgerFixture.get;
import static dev.understudy.store.LedgerFixture.granted;
import static dev.understudy.store.LedgerFixture.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.TokenUsage;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class UsageLogTest {
    @TempDir Path folder;

    private JdbcLedger logging(Path log) {
        return open(
                folder.resolve("ledger.db"),
                10,
                LedgerOptions.DEFAULT.withUsageLog(new UsageLog(log, LogRotation.Limits.NEVER)));
    }

    @Test
    void eachEndedAttemptIsALineBeforeItsCallerIsAnswered() throws Exception {
        Path log = folder.resolve("logs/usage.log");
        try (var ledger = logging(log)) {
            get(ledger.settle(granted(ledger, "q1"), ended(30, 12)));
            assertThat(Files.readAllLines(log))
                    .containsExactly(
                            """
                            {"at":"2026-03-10T12:00:00Z","query_id":"q1","attempt":1,\
                            "model":"cloud","metered":true,"user":"ada","team":"chat",\
                            "result":"ok","prompt_tokens":30,"completion_tokens":12,\
                            "total_tokens":42,"estimated":false,"used":1,"limit":10}\
                            """);
            var local = new AttemptStart("q2", 2, "local", false, "a\"b\nc", "chat", NOON);
            var end = new AttemptEnd(NOON, "too slow", new TokenUsage(5, 0, true));
            get(ledger.record(local, end));
            assertThat(Files.readAllLines(log))
                    .last()
                    .asString()
                    .contains("\"user\":\"a\\\"b\\nc\"", "\"estimated\":true", "\"used\":1");
        }
    }

    @Test
    void aRotatedLogIsBegunAnew() throws Exception {
        Path log = folder.resolve("usage.log");
        try (var ledger = logging(log)) {
            get(ledger.settle(granted(ledger, "q1"), ended(1, 1)));
            Files.move(log, folder.resolve("usage.log.1"));
            get(ledger.settle(granted(ledger, "q2"), ended(1, 1)));
            assertThat(Files.readAllLines(log)).hasSize(1);
        }
    }

    @Test
    void aLogThatCannotBeWrittenFailsNobody() throws Exception {
        Path log = Files.createDirectory(folder.resolve("usage.log"));
        try (var ledger = logging(log)) {
            get(ledger.settle(granted(ledger, "q1"), ended(1, 1)));
            assertThat(get(ledger.summary()).tokensTotal()).isEqualTo(2);
        }
    }

    private static EndedAttempt attempt(String id) {
        return new EndedAttempt(LedgerFixture.attempt(id), ended(1, 1), 1, 10);
    }

    private List<String> lines(Path... files) throws Exception {
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            lines.addAll(Files.readAllLines(file));
        }
        return lines;
    }

    private Path log(String ending) {
        return folder.resolve("usage.log" + ending);
    }

    @Test
    void aLogThatHasGrownIsBegunAnewAndSoManyOldOnesAreKept() throws Exception {
        var log = new UsageLog(log(""), new LogRotation.Limits(1, 2));
        for (int i = 1; i <= 4; i++) {
            log.append(List.of(attempt("q" + i)));
        }
        assertThat(lines(log(""))).singleElement().asString().contains("\"q4\"");
        assertThat(lines(log(".1"))).singleElement().asString().contains("\"q3\"");
        assertThat(lines(log(".2"))).singleElement().asString().contains("\"q2\"");
        assertThat(log(".3")).doesNotExist();
    }

    @Test
    void aGapAmongTheOldOnesCostsNone() throws Exception {
        var log = new UsageLog(log(""), new LogRotation.Limits(1, 3));
        log.append(List.of(attempt("new")));
        Files.writeString(log(".2"), "older");
        log.append(List.of(attempt("newer")));
        assertThat(lines(log(".1"))).singleElement().asString().contains("\"new\"");
        assertThat(log(".2")).hasContent("older");
    }

    @Test
    void whereAnotherProcessTurnsItTheLinesAreWrittenAllTheSame() throws Exception {
        var log = new UsageLog(log(""), new LogRotation.Limits(1, 2));
        log.append(List.of(attempt("q1")));
        var other = lockHolder(log(".lock"));
        try {
            log.append(List.of(attempt("q2")));
            assertThat(lines(log(""))).hasSize(2);
        } finally {
            other.destroyForcibly().waitFor();
        }
        log.append(List.of(attempt("q3")));
        assertThat(lines(log(""))).hasSize(1);
        assertThat(lines(log(".1"))).hasSize(2);
    }

    /** A process of its own that holds the lock until it is ended. */
    private static Process lockHolder(Path lock) throws Exception {
        var process = java(LockHolder.class, lock.toString());
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("locked");
        return process;
    }

    private static Process java(Class<?> main, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    static final class LockHolder {
        public static void main(String[] arguments) throws Exception {
            try (var channel =
                            FileChannel.open(
                                    Path.of(arguments[0]),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                System.out.println(lock.isValid() ? "locked" : "not locked");
                var _ = System.in.read();
            }
        }
    }

    /** Writes batches of lines that are longer than a page. */
    static final class LineWriter {
        static final int BATCHES = 300;
        static final int BATCH = 50;

        public static void main(String[] arguments) {
            var log = new UsageLog(Path.of(arguments[0]), new LogRotation.Limits(200_000, 100));
            for (int i = 0; i < BATCHES; i++) {
                List<EndedAttempt> batch = new ArrayList<>();
                for (int j = 0; j < BATCH; j++) {
                    batch.add(attempt(arguments[1] + "-" + i + "-" + j));
                }
                log.append(batch);
            }
        }
    }

    @Test
    void threeProcessesLoseAndMixNoLineOverManyTurns() throws Exception {
        var writers = new ArrayList<Process>();
        for (String name : List.of("a", "b", "c")) {
            writers.add(java(LineWriter.class, log("").toString(), name));
        }
        for (var writer : writers) {
            assertThat(writer.waitFor()).isZero();
        }
        List<Path> files;
        try (var listed = Files.list(folder)) {
            files = listed.filter(file -> !file.toString().endsWith(".lock")).toList();
        }
        assertThat(files.size()).isGreaterThan(20);
        var json = new JsonMapper();
        var ids =
                lines(files.toArray(Path[]::new)).stream()
                        .map(line -> json.readTree(line).path("query_id").asString())
                        .toList();
        assertThat(ids).hasSize(3 * LineWriter.BATCHES * LineWriter.BATCH).doesNotHaveDuplicates();
    }
}
