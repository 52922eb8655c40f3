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
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageLogTest {
    @TempDir Path folder;

    private SqliteLedger logging(Path log) {
        return open(
                folder.resolve("ledger.db"),
                10,
                LedgerOptions.DEFAULT.withUsageLog(new UsageLog(log)));
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
}
