package dev.understudy.mcp.http;

import dev.understudy.auth.Caller;
import dev.understudy.mcp.McpServer;
import dev.understudy.mcp.McpSession;
import dev.understudy.mcp.McpUser;
import dev.understudy.mcp.ProtocolVersion;
import dev.understudy.mcp.RpcJson;
import dev.understudy.mcp.RpcMessage;
import dev.understudy.time.Ticker;
import dev.understudy.web.http.Endpoint;
import dev.understudy.web.http.HttpProblem;
import dev.understudy.web.http.Origins;
import dev.understudy.web.http.Replies;
import dev.understudy.web.http.RequestBodies;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * MCP under one path: each message is a POST, and its reply is the response. The server sends
 * nothing of its own, so there is no stream to GET. Thread-safe; each request stays on its event
 * loop.
 */
public final class McpEndpoint implements Endpoint {
    private static final String SESSION = "Mcp-Session-Id";
    private static final String VERSION = "MCP-Protocol-Version";
    private static final String METHODS = "POST, DELETE, OPTIONS";

    private final Vertx vertx;
    private final RequestBodies bodies;
    private final String path;
    private final McpSessions sessions;
    private final Origins origins;
    private final Duration heartbeat;

    /**
     * @param bodies reads what is sent
     * @param origins of pages that may call
     * @param heartbeat how long a stream may send nothing
     */
    public McpEndpoint(
            Vertx vertx,
            RequestBodies bodies,
            String path,
            McpServer server,
            Origins origins,
            Duration heartbeat,
            Ticker ticker) {
        this.vertx = vertx;
        this.bodies = bodies;
        this.path = path;
        this.sessions = new McpSessions(server, ticker);
        this.origins = origins;
        this.heartbeat = heartbeat;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public void handle(HttpServerRequest request, Caller caller) {
        if (!origins.allow(request.getHeader("Origin"))) {
            Replies.problem(request, HttpProblem.foreignOrigin());
            return;
        }
        switch (request.method().name()) {
            case "POST" -> post(request, caller);
            case "DELETE" -> delete(request, caller);
            case "OPTIONS" ->
                    request.response().putHeader("Allow", METHODS).setStatusCode(204).end();
            default -> {
                request.response().putHeader("Allow", METHODS);
                Replies.problem(request, HttpProblem.wrongMethod());
            }
        }
    }

    private void delete(HttpServerRequest request, Caller caller) {
        session(request, caller)
                .ifPresent(session -> {
                    sessions.forget(String.valueOf(request.getHeader(SESSION)));
                    var _ = session.close();
                    request.response().setStatusCode(204).end();
                });
    }

    private void post(HttpServerRequest request, Caller caller) {
        var accepted = Accepted.of(request.getHeader("Accept"));
        if (accepted.nothing()) {
            refuse(
                    request,
                    406,
                    "not_acceptable",
                    "Replies are application/json or text/event-stream; accept both.");
        } else if (!isJson(request.getHeader("Content-Type"))) {
            refuse(request, 415, "wrong_content_type", "Send one message as application/json.");
        } else {
            bodies.read(
                    request,
                    RpcJson.LONGEST_MESSAGE,
                    bytes -> receive(request, caller, accepted, RpcJson.read(bytes)),
                    problem -> Replies.problem(request, problem));
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null
                && contentType.toLowerCase(Locale.ROOT).startsWith("application/json");
    }

    private void receive(
            HttpServerRequest request, Caller caller, Accepted accepted, RpcMessage message) {
        switch (message) {
            case RpcMessage.Wrong(var id, var error) ->
                    Replies.json(request.response(), 400, RpcJson.error(id, error));
            case RpcMessage.Request it when it.initializes() ->
                    initialize(request, caller, accepted, it);
            case RpcMessage.Request _, RpcMessage.Notification _, RpcMessage.Reply _ ->
                    session(request, caller)
                            .ifPresent(session -> pass(request, accepted, session, message));
        }
    }

    private void initialize(
            HttpServerRequest request, Caller caller, Accepted accepted, RpcMessage message) {
        sessions.open(user(caller))
                .ifPresentOrElse(
                        opened -> {
                            request.response().putHeader(SESSION, opened.id());
                            pass(request, accepted, opened.session(), message);
                        },
                        () ->
                                Replies.problem(
                                        request,
                                        HttpProblem.tooBusy(
                                                "More AI clients are at work than this server takes at once. Try again in a moment.")));
    }

    private static McpUser user(Caller caller) {
        return new McpUser(
                caller.name(),
                caller.keyName(),
                caller.limit().orElse(0),
                caller.speaksForOthers());
    }

    private void pass(
            HttpServerRequest request, Accepted accepted, McpSession session, RpcMessage message) {
        var reply =
                new HttpReply(
                        vertx, request.response(), accepted, message instanceof RpcMessage.Request);
        reply.follow(session.receive(message, reply), heartbeat);
    }

    /** The session that the request names; empty where it was refused for want of one. */
    private Optional<McpSession> session(HttpServerRequest request, Caller caller) {
        var version = request.getHeader(VERSION);
        if (version != null && !ProtocolVersion.isSpoken(version)) {
            refuse(
                    request,
                    400,
                    "wrong_protocol_version",
                    "The header %s must be one of: %s.".formatted(VERSION, ProtocolVersion.all()));
            return Optional.empty();
        }
        var id = request.getHeader(SESSION);
        if (id == null) {
            refuse(
                    request,
                    400,
                    "session_missing",
                    "The header %s is missing. Send initialize first; its reply has the header."
                            .formatted(SESSION));
            return Optional.empty();
        }
        var session = sessions.find(id, user(caller));
        if (session.isEmpty()) {
            refuse(
                    request,
                    404,
                    "session_not_found",
                    "This session has ended. Send initialize without the header %s for a new one."
                            .formatted(SESSION));
        }
        return session;
    }

    private static void refuse(HttpServerRequest request, int status, String code, String message) {
        Replies.problem(request, HttpProblem.clientError(status, code, message));
    }
}
