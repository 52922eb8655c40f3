package dev.understudy.web;

import dev.understudy.data.result.Chart;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of recent answers, for front ends that show images. Each is found by its query's id,
 * which nobody can guess: an image is fetched without a key. The latest ones are kept. Thread-safe.
 */
final class Charts {
    /** Of some 20 kB each when drawn; what is kept are the few numbers that are drawn from. */
    private static final int MOST = 1_000;

    private static final String PATH = "/charts/";
    private static final String ENDING = ".svg";

    private final Map<String, Chart> byQuery =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Chart> eldest) {
                    return size() > MOST;
                }
            };

    synchronized void put(String queryId, Chart chart) {
        byQuery.put(queryId, chart);
    }

    private synchronized @Nullable Chart get(String queryId) {
        return byQuery.get(queryId);
    }

    /** Where a query's chart is found on this server. */
    static String path(String queryId) {
        return PATH + queryId + ENDING;
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
