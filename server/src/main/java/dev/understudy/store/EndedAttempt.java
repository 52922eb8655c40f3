package dev.understudy.store;

import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;

/**
 * An attempt that has ended, as the usage log tells it.
 *
 * @param used places taken in the attempt's window once it had ended
 */
record EndedAttempt(AttemptStart start, AttemptEnd end, long used, long limit) {}
