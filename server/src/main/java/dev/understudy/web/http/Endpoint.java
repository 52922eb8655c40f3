package dev.understudy.web.http;

import dev.understudy.auth.Caller;
import io.vertx.core.http.HttpServerRequest;

/** Something that is served beside the API, under one path and behind the same credentials. */
public interface Endpoint {
    /** The whole path, which is none of the API's. */
    String path();

    /**
     * Answers a request of any method, whose credentials have been checked. On the request's event
     * loop, which must not be blocked.
     */
    void handle(HttpServerRequest request, Caller caller);
}
