package dev.understudy.upstream;

import dev.understudy.chat.ChatRequest;
import dev.understudy.model.ModelProfile;

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

    /** Closes all connections; running calls fail. */
    @Override
    void close();
}
