package dev.understudy.simulator;

/**
 * How a {@link Behaviour} ends, once its pieces up to the chosen position were sent.
 *
 * <p>A body that starts with a brace is sent as it is; any other is a message, put into the shape
 * of the wire that the client speaks.
 */
public sealed interface Ending {

    /** The regular end: {@code done:true} with counters, or the finish chunk and {@code [DONE]}. */
    record Done() implements Ending {}

    /**
     * An error line under HTTP 200, then a clean end. A call that does not stream gets HTTP 500.
     */
    record ErrorLine(String body) implements Ending {}

    /** A clean end of the body with no {@code done:true}, no finish chunk and no {@code [DONE]}. */
    record EndWithoutDone() implements Ending {}

    /** A TCP reset: the connection is closed with {@code SO_LINGER} 0. */
    record Reset() implements Ending {}

    /** The connection is closed in order (FIN), but in the middle of the HTTP body. */
    record Cut() implements Ending {}

    /** Nothing more is sent and the connection stays open until the client closes it. */
    record Silence() implements Ending {}

    /** A line that breaks off in the middle of its JSON, then a clean end. */
    record BadJson() implements Ending {}

    /**
     * A line with the key {@code error parsing tool call} and neither {@code error} nor {@code
     * done}, as older versions of Ollama wrote it (ollama issue 11781), then a clean end.
     */
    record OddKey() implements Ending {}
}
