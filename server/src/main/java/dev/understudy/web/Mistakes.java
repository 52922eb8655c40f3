package dev.understudy.web;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our own mistakes: the trace goes to the log, never to a client. */
final class Mistakes {
    private static final Logger LOG = LoggerFactory.getLogger(Mistakes.class);

    private Mistakes() {}

    static void log(HttpServerRequest request, @Nullable Throwable mistake) {
        LOG.error("mistake while answering {} {}", request.method(), request.path(), mistake);
    }
}
