package dev.understudy.upstream.http;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** Headers as a table of a test writes them. */
public final class HeaderText {
    private HeaderText() {}

    /** {@code name: value, name: value}; a comma inside a value is written as {@code @}. */
    public static MultiMap headers(@Nullable String text) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        if (text != null) {
            for (var header : text.split(", ", -1)) {
                var parts = header.split(": ", 2);
                headers.add(parts[0], parts[1].replace('@', ','));
            }
        }
        return headers;
    }
}
