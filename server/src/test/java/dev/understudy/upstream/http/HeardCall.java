package dev.understudy.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.ChatRequest;
import dev.understudy.failure.CallFailure;
import dev.understudy.model.ModelProfile;
import dev.understudy.upstream.Upstream;
import dev.understudy.upstream.UpstreamCall;
import dev.understudy.upstream.UpstreamListener;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A call made on an event loop of its own, and what was heard of it. Checks the listener's contract
 * as it listens: the right loop, never from inside {@code send}, sent before events, at most one
 * end.
 */
public final class HeardCall implements UpstreamListener {
    private static final int PATIENCE_SECONDS = 20;

    private final Context context;
    private final BiConsumer<HeardCall, ChatEvent> onEvent;
    private final List<ChatEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Void> sent = new CompletableFuture<>();
    private final CompletableFuture<ChatEvent> first = new CompletableFuture<>();
    private final CompletableFuture<Object> end = new CompletableFuture<>();
    private final CompletableFuture<UpstreamCall> started = new CompletableFuture<>();
    private volatile @Nullable String broken;

    private HeardCall(Context context, BiConsumer<HeardCall, ChatEvent> onEvent) {
        this.context = context;
        this.onEvent = onEvent;
    }

    public static HeardCall of(
            Vertx vertx, Upstream upstream, ModelProfile model, ChatRequest request) {
        return of(vertx, upstream, model, request, (_, _) -> {});
    }

    /** {@code onEvent} is called on the event loop, after the event was noted. */
    public static HeardCall of(
            Vertx vertx,
            Upstream upstream,
            ModelProfile model,
            ChatRequest request,
            BiConsumer<HeardCall, ChatEvent> onEvent) {
        var heard = new HeardCall(vertx.getOrCreateContext(), onEvent);
        heard.context.runOnContext(
                _ -> heard.started.complete(upstream.send(model, request, heard)));
        return heard;
    }

    /**
     * A call that is cancelled in the very turn of the loop that sent it, before it can be
     * connected.
     */
    public static HeardCall cancelledAtOnce(
            Vertx vertx, Upstream upstream, ModelProfile model, ChatRequest request) {
        var heard = new HeardCall(vertx.getOrCreateContext(), (_, _) -> {});
        heard.context.runOnContext(_ -> {
            var call = upstream.send(model, request, heard);
            heard.started.complete(call);
            call.cancel();
        });
        return heard;
    }

    @Override
    public void sent() {
        check(!sent.isDone(), "sent twice");
        sent.complete(null);
    }

    @Override
    public void event(ChatEvent event) {
        check(sent.isDone(), "an event before sent");
        events.add(event);
        first.complete(event);
        if (event instanceof ChatEvent.Finished) {
            end.complete(event);
        }
        onEvent.accept(this, event);
    }

    @Override
    public void failed(CallFailure failure) {
        check(true, "failed");
        end.complete(failure);
    }

    private void check(boolean fine, String what) {
        if (!fine || !started.isDone() || end.isDone() || !context.equals(Vertx.currentContext())) {
            broken = what + " on " + Thread.currentThread().getName();
        }
    }

    /** On the call's event loop; to be used in {@code onEvent}. */
    public UpstreamCall call() {
        return started.join();
    }

    public void onLoop(Runnable action) {
        get(started);
        var done = new CompletableFuture<Void>();
        context.runOnContext(_ -> {
            action.run();
            done.complete(null);
        });
        get(done);
    }

    public void cancel() {
        onLoop(() -> call().cancel());
    }

    public ChatEvent awaitFirst() {
        return get(first);
    }

    public void awaitSent() {
        get(sent);
    }

    public ChatEvent.Finished awaitFinished() {
        var how = get(end);
        assertThat(how).isInstanceOf(ChatEvent.Finished.class);
        assertThat(broken).isNull();
        return (ChatEvent.Finished) how;
    }

    public CallFailure awaitFailure() {
        var how = get(end);
        assertThat(how).isInstanceOf(CallFailure.class);
        assertThat(broken).isNull();
        return (CallFailure) how;
    }

    public void awaitEnd() {
        get(end);
    }

    public boolean wasSent() {
        return sent.isDone();
    }

    public boolean hasEnded() {
        return end.isDone();
    }

    public List<ChatEvent> events() {
        return List.copyOf(events);
    }

    public String text() {
        var text = new StringBuilder();
        for (var event : events()) {
            if (event instanceof ChatEvent.Text(var part)) {
                text.append(part);
            }
        }
        return text.toString();
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("Nothing heard within %d s".formatted(PATIENCE_SECONDS), e);
        }
    }
}
