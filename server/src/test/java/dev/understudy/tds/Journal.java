package dev.understudy.tds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What the fake has seen, and how a test waits for it. Thread-safe. */
final class Journal {
    /** More than any test sends; the oldest are forgotten. */
    private static final int MOST_KEPT = 20_000;

    /** A test that waits longer has failed. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final List<Received> received = new ArrayList<>();
    private final Map<Integer, String> running = new TreeMap<>();
    private int attentions;
    private int logins;

    synchronized void received(Received statement) {
        if (received.size() == MOST_KEPT) {
            received.removeFirst();
        }
        received.add(statement);
    }

    synchronized void started(int process, String sql) {
        running.put(process, sql);
        notifyAll();
    }

    synchronized void ended(int process) {
        running.remove(process);
        notifyAll();
    }

    synchronized void attention() {
        attentions++;
        notifyAll();
    }

    synchronized void login() {
        logins++;
    }

    synchronized List<Received> received() {
        return List.copyOf(received);
    }

    synchronized void forgetReceived() {
        received.clear();
    }

    synchronized List<RunningStatement> processList() {
        return running.entrySet().stream()
                .map(entry -> new RunningStatement(entry.getKey(), entry.getValue()))
                .toList();
    }

    synchronized int attentions() {
        return attentions;
    }

    synchronized int logins() {
        return logins;
    }

    /** Waits until {@code reached}; false when that takes too long. */
    synchronized boolean await(BooleanSupplier reached) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!reached.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }
}
