package dev.understudy.agent.analysis;

/** What a model says of the rows. */
sealed interface Prose {
    /** Every number in it was checked. */
    record Checked(String text) implements Prose {}

    /** Nothing of it is shown; {@code reason} is one sentence for people. */
    record LeftOut(String reason) implements Prose {}

    /** The same, since a limit of the agents left nothing more. */
    record Unaffordable(String reason) implements Prose {}
}
