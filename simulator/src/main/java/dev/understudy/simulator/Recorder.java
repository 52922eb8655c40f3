package dev.understudy.simulator;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Predicate;

/** Keeps the latest requests, within bounds, and counts the chats exactly. Thread-safe. */
final class Recorder {
    static final int MOST_REQUESTS = 10_000;
    static final long MOST_CHARACTERS = 64L * 1024 * 1024;

    private final ArrayDeque<RecordedRequest> requests = new ArrayDeque<>();
    private long characters;
    private long chats;

    synchronized void add(RecordedRequest request) {
        requests.addLast(request);
        characters += request.body().length();
        if (request.chat()) {
            chats++;
        }
        while (requests.size() > MOST_REQUESTS
                || (characters > MOST_CHARACTERS && requests.size() > 1)) {
            characters -= requests.removeFirst().body().length();
        }
    }

    synchronized List<RecordedRequest> all(Predicate<RecordedRequest> wanted) {
        return requests.stream().filter(wanted).toList();
    }

    synchronized long chatCount() {
        return chats;
    }

    synchronized void clear() {
        requests.clear();
        characters = 0;
        chats = 0;
    }
}
