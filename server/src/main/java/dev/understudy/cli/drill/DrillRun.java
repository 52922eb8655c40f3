package dev.understudy.cli.drill;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Plays drills: those that may be side by side are, and all are told in their order. */
public final class DrillRun {
    /**
     * Most of a case is waiting for clocks, so more of them than there are processors; few enough
     * that none of those clocks runs out for want of a processor.
     */
    private static final int SIDE_BY_SIDE = 6;

    private DrillRun() {}

    /**
     * Plays all of them. Blocks until the last has ended.
     *
     * @param begins hears of each that is played alone, before it is
     * @param ended hears of each that was played, on this thread
     */
    public static void play(List<Drill> drills, Consumer<Drill> begins, Consumer<Played> ended)
            throws InterruptedException {
        try (var players =
                Executors.newFixedThreadPool(
                        SIDE_BY_SIDE, Thread.ofPlatform().daemon().name("drill-", 0).factory())) {
            var running = new ArrayDeque<Future<Played>>();
            for (var drill : drills) {
                if (drill.kind().sideBySide()) {
                    running.add(players.submit(drill::play));
                } else {
                    tell(running, ended);
                    begins.accept(drill);
                    ended.accept(drill.play());
                }
            }
            tell(running, ended);
        }
    }

    private static void tell(Queue<Future<Played>> running, Consumer<Played> ended)
            throws InterruptedException {
        for (var next = running.poll(); next != null; next = running.poll()) {
            try {
                ended.accept(next.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a drill broke off", e.getCause());
            }
        }
    }
}
