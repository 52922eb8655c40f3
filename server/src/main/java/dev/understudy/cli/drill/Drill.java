package dev.understudy.cli.drill;

/** Something that is played, and judged by what was promised of it. */
public interface Drill {
    DrillKind kind();

    /** What it is chosen by; unique. */
    String name();

    /** What happens, in a sentence. */
    String story();

    /**
     * Plays it, on servers of its own. Blocks until its end; whatever goes wrong is in the verdict.
     * Any thread; drills may be played side by side.
     */
    Played play();
}
