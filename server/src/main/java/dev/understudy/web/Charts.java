package dev.understudy.web;

import dev.understudy.data.result.Chart;
import dev.understudy.web.http.HttpProblem;
import dev.understudy.web.http.Replies;
import io.vertx.core.http.HttpServerRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of recent answers, for front ends that show images. Each is found by a random token
 * that stands in its answer alone, since an image is fetched without a key. The latest ones are
 * kept. Thread-safe.
 */
final class Charts {
    /** Of some 20 kB each when drawn; what is kept are the few numbers that are drawn from. */
    private static final int MOST = 1_000;

    private static final int TOKEN_BYTES = 16;
    private static final String PATH = "/charts/";
    private static final String ENDING = ".svg";

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Chart> byToken =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Chart> eldest) {
                    return size() > MOST;
                }
            };

    /** Keeps a chart, and tells where it is found on this server. */
    String put(Chart chart) {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var token = HexFormat.of().formatHex(bytes);
        synchronized (this) {
            byToken.put(token, chart);
        }
        return PATH + token + ENDING;
    }

    private synchronized @Nullable Chart get(String token) {
        return byToken.get(token);
    }

    private static String idIn(@Nullable String path) {
        return path != null && path.startsWith(PATH) && path.endsWith(ENDING)
                ? path.substring(PATH.length(), path.length() - ENDING.length())
                : "";
    }

    void serve(HttpServerRequest request) {
        var chart = get(idIn(request.path()));
        if (chart == null) {
            Replies.problem(request, HttpProblem.unknownPath());
            return;
        }
        request.response()
                .putHeader("Content-Type", "image/svg+xml; charset=utf-8")
                .putHeader(
                        "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cache-Control", "private, max-age=86400")
                .end(chart.svg());
    }
}
