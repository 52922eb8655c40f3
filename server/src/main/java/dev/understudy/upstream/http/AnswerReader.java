package dev.understudy.upstream.http;

import dev.understudy.failure.Defect;
import org.jspecify.annotations.Nullable;

/**
 * Turns the lines of one answer into what {@link AnswerEvents} says: the part of a call that knows
 * the protocol. One thread at a time.
 */
public interface AnswerReader {
    /**
     * Takes one line that is not blank, and says what is wrong with it, which stops the reading;
     * null = nothing. {@code chars} is valid only during the call.
     */
    @Nullable Defect line(char[] chars, int length);

    /**
     * Whether the answer is whole although its end is not marked yet: a counting or a mark may
     * follow, soon or never.
     */
    boolean isWhole();

    /**
     * The body has ended. Says {@link AnswerEvents#finished} if that is an end of the answer; else
     * says what is wrong. Called once at most, and not after the answer has finished.
     */
    @Nullable Defect end();
}
