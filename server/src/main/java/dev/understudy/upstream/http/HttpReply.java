package dev.understudy.upstream.http;

import dev.understudy.failure.CallFailure;

/** What came back for a question that is no chat. */
public sealed interface HttpReply {
    /** The body of a 200. */
    record Said(String body) implements HttpReply {}

    /** Anything else. */
    record Failed(CallFailure failure) implements HttpReply {}
}
