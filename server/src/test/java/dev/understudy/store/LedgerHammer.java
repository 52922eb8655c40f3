package dev.understudy.store;

import dev.understudy.quota.Admission;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A process that takes places until none is left, in many threads, and says each place that it was
 * given in a line of its own; it settles every other one.
 */
final class LedgerHammer {
    static final int THREADS = 16;

    private LedgerHammer() {}

    /** Arguments: the ledger's file, the quota's limit. */
    public static void main(String[] arguments) throws Exception {
        try (var ledger = LedgerFixture.open(Path.of(arguments[0]), Long.parseLong(arguments[1]));
                var threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(
                        threads.submit(() -> {
                            takeAll(ledger);
                            return null;
                        }));
            }
            for (var one : running) {
                one.get();
            }
        }
        System.out.println("done");
    }

    private static void takeAll(JdbcLedger ledger) throws Exception {
        while (true) {
            var admission = LedgerFixture.get(ledger.reserve(LedgerFixture.attempt("q")));
            switch (admission) {
                case Admission.Granted(var reservation, var _) -> {
                    System.out.println("granted " + reservation.id());
                    if (reservation.id() % 2 == 0) {
                        LedgerFixture.get(ledger.settle(reservation, LedgerFixture.ended(1, 1)));
                    }
                }
                case Admission.Spent _ -> {
                    return;
                }
                case Admission.Unusable(String reason) -> throw new IllegalStateException(reason);
            }
        }
    }

    /** Starts it in a process of its own. */
    static Process start(Path file, long limit) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LedgerHammer.class.getName(),
                        file.toString(),
                        Long.toString(limit))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static BufferedReader output(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }
}
