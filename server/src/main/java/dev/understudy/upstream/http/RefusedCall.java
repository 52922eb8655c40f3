package dev.understudy.upstream.http;

import dev.understudy.failure.CallFailure;
import dev.understudy.upstream.UpstreamCall;
import dev.understudy.upstream.UpstreamListener;

/** A call of which nothing is sent: its request could not be written. */
final class RefusedCall implements UpstreamCall {
    private final UpstreamListener listener;
    private final CallFailure failure;
    private boolean ended;

    RefusedCall(UpstreamListener listener, CallFailure failure) {
        this.listener = listener;
        this.failure = failure;
    }

    void fail() {
        if (!ended) {
            ended = true;
            listener.failed(failure);
        }
    }

    @Override
    public void cancel() {
        ended = true;
    }

    @Override
    public void pause() {
        // Nothing is read.
    }

    @Override
    public void resume() {
        // Nothing is read.
    }
}
