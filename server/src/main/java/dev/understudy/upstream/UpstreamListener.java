package dev.understudy.upstream;

import dev.understudy.chat.ChatEvent;
import dev.understudy.failure.CallFailure;

/**
 * Hears what becomes of a call: {@link #sent()} at most once, then events, then either {@link
 * ChatEvent.Finished} as the last event or {@link #failed} once.
 */
public interface UpstreamListener {
    /**
     * The request has begun to be written to a connection, so the upstream may have seen it. A call
     * that fails before has cost nothing.
     */
    void sent();

    void event(ChatEvent event);

    /** The call has failed; events that came before stay true. */
    void failed(CallFailure failure);
}
