package dev.understudy.upstream;

import dev.understudy.chat.ChatRequest;
import dev.understudy.model.ModelProfile;
import java.util.concurrent.CompletionStage;

/** A server that serves models, spoken to in its own protocol. */
public interface Upstream extends AutoCloseable {
    /**
     * Sends a request and streams the answer back. To be called on an event loop; the listener is
     * called on that same one, never from inside this method.
     *
     * <p>The adapter enforces the connect clock and its own bounds on line and answer sizes; the
     * other clocks are the caller's.
     */
    UpstreamCall send(ModelProfile model, ChatRequest request, UpstreamListener listener);

    /**
     * Asks what there is to know of a model, without a prompt: it takes no place in the quota and
     * costs nothing. The adapter bounds it in time and in bytes.
     *
     * <p>From any thread. The stage completes once, on a thread that must not be blocked, and never
     * exceptionally: what goes wrong is a {@link ModelLook.Unwell}.
     */
    CompletionStage<ModelLook> look(ModelProfile model);

    /**
     * Has a model loaded that is not metered, without a prompt and with the same context as later
     * calls have, so that the first of them need not wait. Bounded by the model's clocks for
     * connecting and for the first token.
     *
     * <p>From any thread. The stage completes once, on a thread that must not be blocked, and never
     * exceptionally: what goes wrong is a {@link WarmUp.NotLoaded}.
     */
    CompletionStage<WarmUp> warm(ModelProfile model);

    /** Closes all connections; running calls fail. */
    @Override
    void close();
}
