package dev.understudy.web.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * What pages of other sites may do from a browser: nothing, unless their origin is named. The Fetch
 * standard calls it CORS. On event loops.
 */
public final class Cors {
    /** What a page may read beside the headers that every page may. */
    private static final String EXPOSED =
            "Mcp-Session-Id, x-request-id, x-should-retry, Retry-After, idempotent-replayed,"
                    + " X-Understudy-Notice,"
                    + " x-ratelimit-limit-requests, x-ratelimit-remaining-requests,"
                    + " x-ratelimit-reset-requests,"
                    + " x-ratelimit-limit-tokens, x-ratelimit-remaining-tokens,"
                    + " x-ratelimit-reset-tokens";

    /** SDKs send a dozen headers of their own; none of them opens anything by itself. */
    private static final Pattern HEADER_NAMES = Pattern.compile("[A-Za-z0-9, -]{1,1000}");

    /** How long a browser need not ask again: what is named changes with a restart only. */
    private static final String MAX_AGE_SECONDS = "600";

    private final Origins origins;

    public Cors(Origins origins) {
        this.origins = origins;
    }

    /** Whether any page of another site may do anything. */
    public boolean namesAny() {
        return !origins.named().isEmpty();
    }

    /** Answers a preflight of a named origin; lets everything else go on. */
    public void handle(RoutingContext context) {
        var request = context.request();
        var response = context.response().putHeader("Vary", "Origin");
        var origin = request.getHeader("Origin");
        if (origin == null || !origins.names(origin)) {
            context.next();
            return;
        }
        response.putHeader("Access-Control-Allow-Origin", origin)
                .putHeader("Access-Control-Expose-Headers", EXPOSED);
        boolean preflight =
                request.method().equals(HttpMethod.OPTIONS)
                        && request.getHeader("Access-Control-Request-Method") != null;
        if (!preflight) {
            context.next();
            return;
        }
        var headers = request.getHeader("Access-Control-Request-Headers");
        if (headers != null && HEADER_NAMES.matcher(headers).matches()) {
            response.putHeader("Access-Control-Allow-Headers", headers);
        }
        response.putHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, DELETE")
                .putHeader("Access-Control-Max-Age", MAX_AGE_SECONDS)
                .setStatusCode(204)
                .end();
    }

    /**
     * Whether a page of another site sent this. A browser lets such a page send simple requests
     * without asking, and keeps only the answer from it: where no credential is needed, any page
     * that somebody visits could use up the quota.
     */
    public boolean foreign(HttpServerRequest request) {
        return !origins.allow(request.getHeader("Origin"));
    }
}
