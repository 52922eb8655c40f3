package dev.understudy.benchmarks.ledger;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.Predicate;

/** CPU time of threads by their names, since the beginning of each. */
final class ThreadCosts {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ThreadCosts() {}

    /** Nanoseconds of all threads that live now and have such a name. */
    static long nanosOf(Predicate<String> name) {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(it -> it != null && name.test(it.getThreadName()))
                .mapToLong(it -> Math.max(0, THREADS.getThreadCpuTime(it.getThreadId())))
                .sum();
    }
}
