package dev.understudy.web.idempotency;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.stream.Stream;

/** What a request's headers say about an idempotency key. */
public sealed interface IdempotencyKey {
    /** The header that OpenAI's clients send. */
    String HEADER = "Idempotency-Key";

    /** The same from clients that may send names with this prefix only. */
    String OTHER_HEADER = "X-Idempotency-Key";

    /** The longest key; a UUID has 36 characters. */
    int LONGEST = 255;

    /** The request has none: it is always a question of its own. */
    record None() implements IdempotencyKey {}

    /** The request has this one: visible ASCII, at most {@link #LONGEST} characters. */
    record Given(String value) implements IdempotencyKey {}

    /** The request has one that is none; {@code reason} is for people. */
    record Malformed(String header, String reason) implements IdempotencyKey {}

    /** Reads both headers; two that say the same are one. */
    static IdempotencyKey of(MultiMap headers) {
        if (!headers.contains(HEADER) && !headers.contains(OTHER_HEADER)) {
            return new None();
        }
        var values = values(headers).distinct().limit(2).toList();
        var header = headers.contains(HEADER) ? HEADER : OTHER_HEADER;
        if (values.size() > 1) {
            return new Malformed(
                    header,
                    "The request has two different idempotency keys (%s, %s). Send only one of them."
                            .formatted(HEADER, OTHER_HEADER));
        }
        return isKey(values.getFirst())
                ? new Given(values.getFirst())
                : new Malformed(
                        header,
                        "%s must hold 1 to %d visible ASCII characters, such as a UUID."
                                .formatted(header, LONGEST));
    }

    private static Stream<String> values(MultiMap headers) {
        return Stream.of(HEADER, OTHER_HEADER).map(headers::getAll).<String>mapMulti(List::forEach);
    }

    private static boolean isKey(String value) {
        return !value.isEmpty()
                && value.length() <= LONGEST
                && value.chars().allMatch(character -> character > ' ' && character < 0x7f);
    }
}
