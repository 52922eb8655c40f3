package dev.understudy.mcp;

import dev.understudy.data.Cancellation;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What one client wants and which of it still runs. Thread-safe. */
public final class McpSession {
    private static final Logger LOG = LoggerFactory.getLogger(McpSession.class);

    /** Uses of tools at once; a client that works through a list sends a handful. */
    private static final int MOST_USES = 16;

    private static final int LONGEST_NAME = 60;

    private final McpServer server;
    private final McpUser user;
    // Of its own: the session's id is a secret of its client, and this one stands in the ledger.
    private final String conversation = "mcp-" + UUID.randomUUID();
    private final Map<String, ToolUse> uses = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(MOST_USES);
    private volatile boolean closed;

    McpSession(McpServer server, McpUser user) {
        this.server = server;
        this.user = user;
    }

    /** Whom it is for. */
    public McpUser user() {
        return user;
    }

    String conversation() {
        return conversation;
    }

    /** Whether some tool is being used. */
    public boolean busy() {
        return !uses.isEmpty();
    }

    /**
     * Takes a message; the sink hears exactly one reply or that there is none, perhaps later and on
     * another thread. Blocks no longer than the sink does.
     *
     * @return calls off what the message has started, when the client is gone
     */
    public Cancellation receive(RpcMessage message, ReplySink sink) {
        switch (message) {
            case RpcMessage.Request request -> {
                if (request.method().equals("tools/call")) {
                    return use(request, sink);
                }
                sink.reply(replyTo(request));
            }
            case RpcMessage.Notification(var method, var params) -> {
                if (method.equals("notifications/cancelled")) {
                    cancel(params.path("requestId"));
                }
                sink.nothing();
            }
            case RpcMessage.Reply() -> sink.nothing();
            case RpcMessage.Wrong(var id, var error) -> sink.reply(RpcJson.error(id, error));
        }
        return new Cancellation();
    }

    private ObjectNode replyTo(RpcMessage.Request request) {
        return switch (request.method()) {
            case "initialize" -> initialized(request);
            case "ping" -> RpcJson.result(request.id(), RpcJson.object());
            case "tools/list" -> RpcJson.result(request.id(), server.list());
            default ->
                    RpcJson.error(
                            request.id(),
                            RpcError.unknownMethod(
                                    "There is no method \"%s\" here. This server has tools (tools/list, tools/call) and ping."
                                            .formatted(shortened(request.method()))));
        };
    }

    private ObjectNode initialized(RpcMessage.Request request) {
        var asked = request.params().path("protocolVersion");
        return asked.isString()
                ? RpcJson.result(request.id(), server.initialized(asked.stringValue()))
                : RpcJson.error(
                        request.id(),
                        RpcError.invalidParameters("protocolVersion must be a string."));
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }

    private void cancel(JsonNode requestId) {
        var use = uses.get(key(requestId));
        if (use != null) {
            use.cancellation().cancel();
        }
    }

    /** A number and a string that look alike are two ids. */
    private static String key(JsonNode id) {
        return id.toString();
    }

    private Cancellation use(RpcMessage.Request request, ReplySink sink) {
        var name = request.params().path("name");
        var tool = name.isString() ? server.tool(name.stringValue()) : null;
        var given = request.params().path("arguments");
        if (tool == null) {
            sink.reply(
                    RpcJson.error(
                            request.id(),
                            RpcError.invalidParameters(
                                    "name must be one of the tools: %s."
                                            .formatted(String.join(", ", server.toolNames())))));
        } else if (!given.isMissingNode() && !given.isNull() && !given.isObject()) {
            sink.reply(
                    RpcJson.error(
                            request.id(),
                            RpcError.invalidParameters("arguments must be an object.")));
        } else {
            var arguments = given instanceof ObjectNode object ? object : RpcJson.object();
            return start(request, tool, arguments, sink);
        }
        return new Cancellation();
    }

    private Cancellation start(
            RpcMessage.Request request, ServedTool tool, ObjectNode arguments, ReplySink sink) {
        var use = new ToolUse(this, sink, token(request.params()));
        if (!takePlaces()) {
            var busy =
                    ToolResult.problem(
                            "Too many tools are being used at once. Wait for one to end, then try again.");
            sink.reply(RpcJson.result(request.id(), busy.toJson()));
            return use.cancellation();
        }
        if (uses.putIfAbsent(key(request.id()), use) != null) {
            giveBackPlaces();
            sink.reply(
                    RpcJson.error(
                            request.id(),
                            RpcError.invalidRequest(
                                    "A request with this id is still running; take another id.")));
            return new Cancellation();
        }
        if (closed) {
            use.cancellation().cancel();
        }
        Thread.ofVirtual()
                .name("tool " + tool.description().name())
                .start(() -> run(request, tool, arguments, use, sink));
        return use.cancellation();
    }

    /** One of this session and one of all. */
    private boolean takePlaces() {
        if (!places.tryAcquire()) {
            return false;
        }
        if (!server.places().tryAcquire()) {
            places.release();
            return false;
        }
        return true;
    }

    private void giveBackPlaces() {
        server.places().release();
        places.release();
    }

    private static @Nullable JsonNode token(ObjectNode params) {
        var token = params.path("_meta").path("progressToken");
        return RpcJson.isId(token) ? token : null;
    }

    private void run(
            RpcMessage.Request request,
            ServedTool tool,
            ObjectNode arguments,
            ToolUse use,
            ReplySink sink) {
        var reply = reply(request, tool, arguments, use);
        // Before the reply: whoever has it may take the id, or the place, again.
        uses.remove(key(request.id()));
        giveBackPlaces();
        if (use.cancellation().cancelled()) {
            sink.nothing();
        } else {
            sink.reply(reply);
        }
        use.end();
    }

    private ObjectNode reply(
            RpcMessage.Request request, ServedTool tool, ObjectNode arguments, ToolUse use) {
        var name = tool.description().name();
        LOG.debug("Tool {} for {}", name, user);
        try {
            var read = ToolArguments.of(arguments, tool.description().arguments());
            return RpcJson.result(request.id(), tool.use(read, use).toJson());
        } catch (ToolProblem problem) {
            return RpcJson.result(request.id(), ToolResult.problem(problem.said()).toJson());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return RpcJson.error(request.id(), RpcError.internal());
        } catch (RuntimeException | Error bug) {
            // Also an Error: whoever waits must hear of it, and the place must be free again.
            LOG.error("mistake in the tool {}", name, bug);
            return RpcJson.error(request.id(), RpcError.internal());
        }
    }

    /**
     * Calls off all that runs; what comes after it is called off at once.
     *
     * @return completes when the last of it has ended
     */
    public CompletableFuture<Void> close() {
        closed = true;
        var running = List.copyOf(uses.values());
        running.forEach(use -> use.cancellation().cancel());
        return CompletableFuture.allOf(
                running.stream().map(ToolUse::ended).toArray(CompletableFuture[]::new));
    }
}
