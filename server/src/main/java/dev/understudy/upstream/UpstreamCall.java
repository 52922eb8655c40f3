package dev.understudy.upstream;

/** A call that is under way. To be used on the event loop that started it. */
public interface UpstreamCall {
    /**
     * Ends the call by closing its connection (which is what makes Ollama stop generating). After
     * this the listener hears nothing more. Harmless when the call has ended.
     */
    void cancel();

    /** Reads no further until {@link #resume()}: the client is slower than the model. */
    void pause();

    /** Reads on. */
    void resume();
}
