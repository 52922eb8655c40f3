package dev.understudy.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is sent for one request, fixed before the first byte: when the headers go out, what is
 * written when, and how it ends.
 *
 * @param headersAfter empty = with the first write
 * @param inOneBody whether the body is sent at once with its length, not in chunks
 */
record Score(
        int status,
        String contentType,
        Map<String, String> headers,
        Optional<Duration> headersAfter,
        List<Step> steps,
        boolean inOneBody,
        Finale finale) {

    /**
     * One moment.
     *
     * @param before the wait since the step before
     * @param writes each goes out as a write, and a chunk, of its own; none = only time passes
     */
    record Step(Duration before, List<byte[]> writes) {}

    /** What becomes of the connection after the last step. */
    enum Finale {
        END,
        RESET,
        CUT,
        HOLD
    }

    /** A body of JSON, or whatever else it looks like, at once. */
    static Score body(int status, byte[] body) {
        return new Score(
                status,
                contentType(body),
                Map.of(),
                Optional.empty(),
                List.of(new Step(Duration.ZERO, List.of(body))),
                true,
                Finale.END);
    }

    static String contentType(byte[] body) {
        return switch (body.length == 0 ? ' ' : (char) body[0]) {
            case '{', '[' -> "application/json; charset=utf-8";
            case '<' -> "text/html; charset=utf-8";
            default -> "text/plain; charset=utf-8";
        };
    }
}
