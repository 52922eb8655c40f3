package dev.understudy.gateway;

import org.jspecify.annotations.Nullable;

/** How a team's work ended; the text was said before. */
public sealed interface TeamAnswer {
    /** Which team it was, in the words of the route: {@code Data Analysis Team}. */
    String team();

    /** The rows that the answer rests on; null where it rests on none. */
    @Nullable Findings findings();

    /** An answer that took a model's help; which one the gateway knows. */
    record ByModel(String team, @Nullable Findings findings) implements TeamAnswer {}

    /** An answer that was computed without any model. */
    record Computed(String team, @Nullable Findings findings) implements TeamAnswer {}

    /** A limit ended the work; what was said is the answer. {@code reason} is for people. */
    record Limited(String team, @Nullable Findings findings, String reason) implements TeamAnswer {}
}
