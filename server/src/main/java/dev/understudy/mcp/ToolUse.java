package dev.understudy.mcp;

import dev.understudy.data.Cancellation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One use of a tool, from the request to its reply. Thread-safe. */
public final class ToolUse {
    /** Characters of one message of progress: a statement may be longer, a line should not. */
    private static final int LONGEST_MESSAGE = 1_000;

    private final McpSession session;
    private final ReplySink sink;
    private final @Nullable JsonNode progressToken;
    private final Cancellation cancellation = new Cancellation();
    private final AtomicInteger progress = new AtomicInteger();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /**
     * @param progressToken by which the client knows messages of progress; null where it wants none
     */
    ToolUse(McpSession session, ReplySink sink, @Nullable JsonNode progressToken) {
        this.session = session;
        this.sink = sink;
        this.progressToken = progressToken;
    }

    /** Whom it is for. */
    public McpUser user() {
        return session.user();
    }

    /** In which conversation, for notices that are told once in each. */
    public String conversation() {
        return session.conversation();
    }

    /** How it is called off. */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** Tells the client what is being done, where it wants to know. */
    public void progress(String message) {
        if (progressToken == null || cancellation.cancelled()) {
            return;
        }
        var params = RpcJson.object();
        params.set("progressToken", progressToken);
        params.put("progress", progress.incrementAndGet()).put("message", cut(message));
        sink.tell(RpcJson.notification("notifications/progress", params));
    }

    private static String cut(String message) {
        if (message.length() <= LONGEST_MESSAGE) {
            return message;
        }
        boolean half = Character.isHighSurrogate(message.charAt(LONGEST_MESSAGE - 1));
        return message.substring(0, half ? LONGEST_MESSAGE - 1 : LONGEST_MESSAGE) + "…";
    }

    void end() {
        ended.complete(null);
    }

    CompletableFuture<Void> ended() {
        return ended;
    }
}
