package dev.understudy.failure;

/** Which clock ran out on an attempt. */
public enum FailureClock {
    CONNECT,
    FIRST_TOKEN,
    SILENCE,
    ATTEMPT
}
