package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class QuotaCommandTest {
    @TempDir Path home;

    private Ran run(String... arguments) throws Exception {
        var environment = Map.of("API_QUOTA_DAILY_LIMIT", "50", "API_QUOTA_PER_USER", "5");
        return Ran.with(home, environment, "", arguments);
    }

    @Test
    void whatIsChangedWithoutAServerIsInTheLedgerAndUsageShowsIt() throws Exception {
        var granted = run("quota", "--grant", "25", "--json");
        assertThat(granted.err()).isEmpty();
        assertThat(granted.exitCode()).isZero();
        var json = new JsonMapper().readTree(granted.out());
        assertThat(json.path("before").asLong()).isEqualTo(50);
        assertThat(json.path("limit").asLong()).isEqualTo(75);

        assertThat(run("quota", "--limit", "9", "--user", "ada").out())
                .startsWith("requests, user ada: 9 until ")
                .contains("no longer 5; 0 are used");
        assertThat(run("quota").out())
                .contains("requests, global", "0/75, 75 left, today only; configured: 50")
                .contains("requests, user ada", "0/9, 9 left, today only; configured: 5");
        assertThat(run("usage").out())
                .contains("Today: 0/75 requests", "Limits changed for today:", "configured: 50");
    }

    @Test
    void whatMakesNoSenseIsWrongUseAndWhatIsNotConfiguredAFailure() throws Exception {
        var both = run("quota", "--grant", "1", "--limit", "2");
        assertThat(both.exitCode()).isEqualTo(ExitCode.WRONG_USE);
        var nothing = run("quota", "--user", "ada");
        assertThat(nothing.exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(nothing.err()).contains("--grant N or --limit N");
        var negative = run("quota", "--limit=-1");
        assertThat(negative.exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(negative.err()).contains("a limit must lie in 0..1000000000, got -1");
        var unlimited = run("quota", "--grant", "1", "--key", "webui");
        assertThat(unlimited.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(unlimited.err()).contains("no limit is configured for requests key webui");
    }

    @Test
    void aKeysOwnLimitIsShownAndChangedUntilTheKeyIsRevoked() throws Exception {
        assertThat(run("keys", "add", "nightly", "--limit", "7").exitCode()).isZero();
        assertThat(run("keys", "add", "other").exitCode()).isZero();
        assertThat(run("quota").out())
                .contains("requests, key nightly", "0/7, 7 left")
                .doesNotContain("key other");

        assertThat(run("quota", "--grant", "3", "--key", "nightly").out())
                .startsWith("requests, key nightly: 10 until ")
                .contains("no longer 7; 0 are used");
        assertThat(run("quota").out()).contains("0/10, 10 left, today only; configured: 7");
        assertThat(run("usage").out()).contains("key nightly", "configured: 7");

        run("keys", "revoke", "nightly");
        assertThat(run("quota").out()).doesNotContain("nightly");
        var refused = run("quota", "--grant", "3", "--key", "nightly");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err())
                .contains("no limit is configured for requests key nightly", "understudy keys list")
                .doesNotContain("\tat ");
    }

    @Test
    void whatTheReserveLeavesToOthersIsALine() throws Exception {
        var environment =
                Map.of(
                        "API_QUOTA_DAILY_LIMIT",
                        "50",
                        "API_QUOTA_RESERVE",
                        "20",
                        "API_QUOTA_RESERVED_FOR",
                        "boss");
        assertThat(Ran.with(home, environment, "", "quota").out())
                .containsPattern("requests, shared \\(without the reserve\\) +0/30, 30 left");
    }

    @Test
    void whereThereIsNoLedgerThatIsSaidAndNoneIsMade() throws Exception {
        for (var command : new String[] {"quota", "usage"}) {
            var shown = run(command, "--json");
            assertThat(shown.exitCode()).isZero();
            assertThat(shown.err())
                    .startsWith("there is no ledger ")
                    .contains("ledger.db yet: nothing was asked here");
            assertThat(new JsonMapper().readTree(shown.out()).at("/limits/0/used").asLong(-1))
                    .isZero();
        }
        assertThat(home.resolve("home/ledger.db")).doesNotExist();
    }

    @Test
    void withoutKeysThatCanBeReadTheRestIsShownAndNothingIsChanged() throws Exception {
        run("keys", "add", "nightly", "--limit", "7");
        Files.writeString(home.resolve("home/keys.json"), "{");
        for (var command : new String[] {"quota", "usage"}) {
            var shown = run(command, "--json");
            assertThat(shown.exitCode()).as(shown.err()).isZero();
            assertThat(shown.err()).contains("what keys may take is not known", "are damaged");
            assertThat(new JsonMapper().readTree(shown.out()).path("limits")).hasSize(1);
        }
        var refused = run("quota", "--grant", "3", "--key", "nightly");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).contains("are damaged").doesNotContain("\tat ");
    }
}
