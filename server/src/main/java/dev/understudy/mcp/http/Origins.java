package dev.understudy.mcp.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may call. A page of anybody's can name this machine by a host of its own (DNS
 * rebinding), so the header {@code Host} proves nothing; the browser's {@code Origin} does. Pure.
 *
 * @param allowed further origins, as a browser sends them
 */
record Origins(List<String> allowed) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    Origins {
        allowed = allowed.stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
    }

    /**
     * Whether a request may go on: no page sent it, or one of this machine's, or one that is named.
     *
     * @param origin the header; null when it was not sent
     */
    boolean allow(@Nullable String origin) {
        return origin == null
                || allowed.contains(origin.toLowerCase(Locale.ROOT))
                || isThisMachine(origin);
    }

    private static boolean isThisMachine(String origin) {
        try {
            var uri = new URI(origin);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null && THIS_MACHINE.contains(uri.getHost());
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
