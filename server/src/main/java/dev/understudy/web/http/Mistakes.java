package dev.understudy.web.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes wrong while a request is answered: the trace of a mistake goes to the log, never to a
 * client.
 */
public final class Mistakes {
    private static final Logger LOG = LoggerFactory.getLogger(Mistakes.class);

    private Mistakes() {}

    public static void log(HttpServerRequest request, @Nullable Throwable mistake) {
        LOG.error("mistake while answering {} {}", request.method(), request.path(), mistake);
    }

    /** No mistake: the ledger is away for now, which its own line in the log explains. */
    public static void ledgerAway(HttpServerRequest request, Throwable trouble) {
        var cause = trouble.getCause();
        var reason = trouble instanceof CompletionException && cause != null ? cause : trouble;
        LOG.warn(
                "{} {} was not answered: {}",
                request.method(),
                request.path(),
                reason.getMessage());
    }
}
