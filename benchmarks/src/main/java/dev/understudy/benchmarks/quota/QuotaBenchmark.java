package dev.understudy.benchmarks.quota;

import dev.understudy.benchmarks.ledger.LedgerHome;
import dev.understudy.benchmarks.measure.Benchmark;
import dev.understudy.benchmarks.measure.Figure;
import dev.understudy.benchmarks.measure.Goal;
import dev.understudy.benchmarks.measure.Progress;
import dev.understudy.benchmarks.measure.Result;
import dev.understudy.installed.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether a quota that several processes share is ever overrun, or a place of it lost. */
@Command(
        name = "quota",
        description = {
            "Server processes share one quota and are killed at random: is it ever overrun?",
            "On a real PostgreSQL (Debian's package postgresql), and on SQLite with two processes.",
            "Without PostgreSQL it fails, and says so. Takes about four minutes."
        })
public final class QuotaBenchmark extends Benchmark {
    private static final int PROCESSES_ON_A_FILE = 2;

    @Option(
            names = "--processes",
            paramLabel = "N",
            description = "Servers that share PostgreSQL; default ${DEFAULT-VALUE}.")
    int processes = 4;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Clients that ask each server at once; default ${DEFAULT-VALUE}.")
    int threads = 64;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            description = "Questions in all, each one attempt; default ${DEFAULT-VALUE}.")
    int attempts = 10_000;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Attempts that the quota allows; default ${DEFAULT-VALUE}.")
    int limit = 5_000;

    @Option(
            names = "--kills",
            paramLabel = "N",
            description = "Servers killed and started again; default ${DEFAULT-VALUE}.")
    int kills = 12;

    @Option(names = "--seed", paramLabel = "N", description = "For the kills; default: by chance.")
    long seed = ThreadLocalRandom.current().nextLong(1L << 40);

    @Override
    protected String wrongUse() {
        if (processes < 1 || processes > 16 || threads < 1 || threads > 256) {
            return "--processes must lie in 1..16 and --threads in 1..256";
        }
        return limit < 1 || attempts < limit || attempts > 10_000 || kills < 0 || kills > 100
                ? "--limit must lie in 1..--attempts, --attempts up to 10000, --kills in 0..100"
                : "";
    }

    @Override
    protected Result measure(Progress progress) throws Exception {
        progress.say("seed " + seed);
        var figures = new ArrayList<Figure>();
        var leftOut = new ArrayList<String>();
        var binaries = PostgresServer.installed();
        if (binaries.isEmpty()) {
            figures.add(Figure.none("PostgreSQL servers that are missing", 1));
            leftOut.add(
                    "PostgreSQL: there is none in %s; install Debian's package postgresql"
                            .formatted(PostgresServer.PLACE));
        } else {
            var server = new PostgresServer(binaries.get());
            try {
                var ledger = SharedLedger.InPostgres.empty(server, "quota");
                figures.addAll(onPostgres(ledger, progress));
            } finally {
                server.stop();
            }
        }
        figures.addAll(onFile(progress));
        return new Result("quota", figures, notes(), leftOut);
    }

    private List<Figure> onFile(Progress progress) throws Exception {
        try (var home = LedgerHome.make()) {
            var ledger = new SharedLedger.InFile(home.file());
            return contest(PROCESSES_ON_A_FILE, ledger, home, progress);
        }
    }

    private List<Figure> onPostgres(SharedLedger ledger, Progress progress) throws Exception {
        try (var home = LedgerHome.make()) {
            return contest(processes, ledger, home, progress);
        }
    }

    private List<Figure> contest(
            int servers, SharedLedger ledger, LedgerHome home, Progress progress) throws Exception {
        var rules = new Contest.Rules(servers, threads, attempts, limit, kills);
        try (var contest = new Contest(rules, ledger, home.folder(), seed, progress)) {
            return figures(ledger.words(), contest.run());
        }
    }

    private List<Figure> figures(String where, Contest.Outcome outcome) {
        var what = where + ": ";
        return List.of(
                new Figure(
                        what + "attempts that the model saw",
                        outcome.seen(),
                        "",
                        new Goal.AtMost(limit)),
                new Figure(
                        what + "most places that the ledger counted",
                        outcome.mostUsed(),
                        "",
                        new Goal.AtMost(limit)),
                Figure.none(
                        what + "places left, though more was asked",
                        Math.max(0, limit - outcome.used())),
                Figure.none(
                        what + "attempts seen that the ledger does not count",
                        Math.max(0, outcome.seen() - outcome.used())),
                new Figure(
                        what + "places counted beyond what was seen",
                        outcome.used() - outcome.seen(),
                        "",
                        new Goal.AtMost(outcome.broken())),
                Figure.shown(what + "in flight at the kills", outcome.broken(), ""),
                Figure.none(what + "reservations never ended", outcome.outstanding()),
                Figure.none(what + "users warned more than once", outcome.warnedTwice()),
                Figure.none(what + "other answers than these two", outcome.unexpected()),
                Figure.shown(what + "users warned", outcome.warned(), ""),
                Figure.shown(what + "answered", outcome.answered(), ""),
                Figure.shown(what + "refused, the quota being spent", outcome.refused(), ""),
                Figure.shown(what + "all questions", outcome.took().toMillis() / 1000.0, "s"),
                Figure.shown(
                        what + "until the dead servers' places were settled",
                        outcome.untilSettled().toMillis() / 1000.0,
                        "s"));
    }

    private List<String> notes() {
        return List.of(
                "the seed was %d; %d threads at each of %d servers (PostgreSQL) and %d (SQLite), %d kills each"
                        .formatted(seed, threads, processes, PROCESSES_ON_A_FILE, kills),
                "a kill is SIGKILL; the server is started again at once, on another port");
    }
}
