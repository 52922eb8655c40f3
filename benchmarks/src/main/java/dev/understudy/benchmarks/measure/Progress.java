package dev.understudy.benchmarks.measure;

import java.io.PrintStream;

/** Says how far a benchmark has come, on standard error. Thread-safe. */
public final class Progress {
    private final PrintStream out;

    public Progress(PrintStream out) {
        this.out = out;
    }

    public void say(String words) {
        out.println("  " + words);
    }
}
