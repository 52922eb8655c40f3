package dev.understudy.benchmarks.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.benchmarks.measure.Progress;
import dev.understudy.installed.PostgresServer;
import dev.understudy.installed.Required;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A short one; {@code understudy bench quota} is the whole. */
@Timeout(300)
class ContestTest {
    private static final Contest.Rules SHORT = new Contest.Rules(2, 24, 500, 250, 3);

    @TempDir Path home;

    private void neverOverrun(SharedLedger ledger) throws Exception {
        long seed = ThreadLocalRandom.current().nextLong(1L << 40);
        System.out.println("seed " + seed);
        try (var contest = new Contest(SHORT, ledger, home, seed, new Progress(System.out))) {
            var outcome = contest.run();
            assertThat(outcome.mostUsed()).as("places, seed %d", seed).isEqualTo(SHORT.limit());
            assertThat(outcome.seen())
                    .as("attempts that the model saw, seed %d", seed)
                    .isBetween(outcome.used() - outcome.broken(), outcome.used());
            assertThat(outcome.unexpected()).as("answers that nobody expected").isZero();
            assertThat(outcome.outstanding()).as("reservations never ended").isZero();
            assertThat(outcome.warnedTwice()).as("users warned twice").isZero();
        }
    }

    @Test
    void serversThatShareAFileAndAreKilledNeverOverrunTheirQuota() throws Exception {
        neverOverrun(new SharedLedger.InFile(home.resolve("ledger.db")));
    }

    @Test
    void serversThatSharePostgresAndAreKilledNeverOverrunTheirQuota() throws Exception {
        var programs = Required.orLeaveOut(PostgresServer.installed(), PostgresServer.MISSING);
        var server = new PostgresServer(programs);
        try {
            neverOverrun(SharedLedger.InPostgres.empty(server, "quota"));
        } finally {
            server.stop();
        }
    }
}
