package dev.understudy.usage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the days of a history are divided by. */
public enum HistoryBy {
    MODEL,
    USER,
    TEAM,
    OUTCOME;

    /** The name in the API and on the command line. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty where nothing has this name. */
    public static Optional<HistoryBy> of(String wireName) {
        return Arrays.stream(values()).filter(by -> by.wireName().equals(wireName)).findFirst();
    }
}
