package dev.understudy.auth;

/** What a request's credentials are worth. */
public sealed interface AuthVerdict {
    /** The request may go on, in this caller's name. */
    record Allowed(Caller caller) implements AuthVerdict {}

    /** A credential is needed and none was sent, or one of a kind that we do not read. */
    record Missing() implements AuthVerdict {}

    /** A credential was sent that nobody has. */
    record Wrong() implements AuthVerdict {}

    /** A token of ours was sent, and its time is over: whoever sent it is to log in again. */
    record Expired() implements AuthVerdict {}

    /** A token of ours was sent, and the operator has revoked it: its user is to log in again. */
    record Revoked() implements AuthVerdict {}

    /** Two different credentials were sent, so that it is not clear in whose name to answer. */
    record Contradicting() implements AuthVerdict {}
}
