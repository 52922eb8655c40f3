package dev.understudy.simulator;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the simulator does with one call: what it answers, how fast, and how that ends. A factory
 * says what is answered, the other methods return a changed copy:
 *
 * <pre>{@code
 * Behaviour.text("Half an answer").firstTokenAfter(Duration.ofMillis(50)).then(new Ending.Reset()).after(1)
 * Behaviour.error(429).withHeader("Retry-After", "3")
 * }</pre>
 *
 * <p>Immutable.
 *
 * @param reply what is answered
 * @param ending how it ends
 * @param endingAfter after how many pieces it ends: a piece is one element of the text or one tool
 *     call; 0 = after the thinking, before the first text; {@link #EVERYTHING} = after all of them
 * @param pace the delays
 * @param counts the token counts reported
 * @param headers sent besides the content type
 * @param finishReason the finish reason reported; empty = {@code stop}, or {@code tool_calls} on
 *     the OpenAI wire
 * @param bytesSplit whether each line goes out in two writes, cut inside a multi-byte character
 *     where the line has one
 */
public record Behaviour(
        Reply reply,
        Ending ending,
        int endingAfter,
        Pace pace,
        TokenCounts counts,
        Map<String, String> headers,
        Optional<String> finishReason,
        boolean bytesSplit) {

    /** A position past every piece. */
    public static final int EVERYTHING = Integer.MAX_VALUE;

    public Behaviour {
        if (endingAfter < 0) {
            throw new IllegalArgumentException(
                    "A behaviour ends after 0 or more pieces, got " + endingAfter);
        }
        headers = Map.copyOf(headers);
    }

    /** Answers with this text, in pieces of about the size of a token, cut between code points. */
    public static Behaviour text(String text) {
        return pieces(TokenSized.pieces(text));
    }

    /** Answers with exactly these pieces, one line for each. */
    public static Behaviour pieces(List<String> pieces) {
        return of(new Reply.Said(List.of(), pieces, List.of()));
    }

    /** Answers with the last message of the user. */
    public static Behaviour echo() {
        return of(new Reply.Echo());
    }

    /** Thinks, then answers. */
    public static Behaviour thinking(String thinking, String answer) {
        return of(
                new Reply.Said(TokenSized.pieces(thinking), TokenSized.pieces(answer), List.of()));
    }

    /** Asks for one tool call and says nothing. */
    public static Behaviour toolCall(String name, String argumentsJson) {
        return toolCalls(List.of(new ToolCall(name, argumentsJson)));
    }

    /** Asks for these tool calls and says nothing. */
    public static Behaviour toolCalls(List<ToolCall> calls) {
        return of(new Reply.Said(List.of(), List.of(), calls));
    }

    /** Answers with this JSON, sent as text; it is not checked. */
    public static Behaviour json(String json) {
        return text(json);
    }

    /**
     * Answers with a smallest valid instance of the schema in {@code format} or {@code
     * response_format}; without a schema with {@code {}}.
     */
    public static Behaviour jsonBySchema() {
        return of(new Reply.JsonBySchema());
    }

    /** Answers with this HTTP status and a short message in the shape of the client's wire. */
    public static Behaviour error(int status) {
        return of(new Reply.HttpError(status, Optional.empty()));
    }

    /** Answers with this HTTP status and exactly this body. */
    public static Behaviour error(int status, String body) {
        return of(new Reply.HttpError(status, Optional.of(body)));
    }

    /** Ends regularly without having said anything. */
    public static Behaviour empty() {
        return of(Reply.Said.NOTHING);
    }

    /** Thinks, then ends regularly without an answer. */
    public static Behaviour emptyAfterThinking(String thinking) {
        return of(new Reply.Said(TokenSized.pieces(thinking), List.of(), List.of()));
    }

    /** Takes the request and sends nothing at all, not even headers. */
    public static Behaviour silence() {
        return empty().then(new Ending.Silence()).after(0);
    }

    /**
     * Refuses with HTTP 400 because the model lacks {@code tools}, {@code thinking}, {@code
     * vision}.
     */
    public static Behaviour refuseCapability(String capability) {
        return of(new Reply.RefusedCapability(capability));
    }

    private static Behaviour of(Reply reply) {
        return new Behaviour(
                reply,
                new Ending.Done(),
                EVERYTHING,
                Pace.AT_ONCE,
                new TokenCounts.ByWords(),
                Map.of(),
                Optional.empty(),
                false);
    }

    /** Ends like this; by default after everything was sent, see {@link #after}. */
    public Behaviour then(Ending newEnding) {
        return new Behaviour(
                reply, newEnding, endingAfter, pace, counts, headers, finishReason, bytesSplit);
    }

    /** Ends after so many pieces; 0 = before the first text. */
    public Behaviour after(int pieces) {
        return new Behaviour(
                reply, ending, pieces, pace, counts, headers, finishReason, bytesSplit);
    }

    /** Sends the response's headers so long after the request, even if no line is due yet. */
    public Behaviour headersAfter(Duration delay) {
        return withPace(new Pace(Optional.of(delay), pace.firstTokenAfter(), pace.betweenTokens()));
    }

    /** Sends the first line so long after the request. */
    public Behaviour firstTokenAfter(Duration delay) {
        return withPace(new Pace(pace.headersAfter(), delay, pace.betweenTokens()));
    }

    /** Waits so long between two lines. */
    public Behaviour betweenTokens(Duration delay) {
        return withPace(new Pace(pace.headersAfter(), pace.firstTokenAfter(), delay));
    }

    /** Reports these token counts. */
    public Behaviour usage(int promptTokens, int completionTokens) {
        return withCounts(new TokenCounts.Fixed(promptTokens, completionTokens));
    }

    /** Reports no token counts. */
    public Behaviour withoutUsage() {
        return withCounts(new TokenCounts.Missing());
    }

    /** Reports this finish reason, for example {@code length}. */
    public Behaviour finish(String reason) {
        return new Behaviour(
                reply, ending, endingAfter, pace, counts, headers, Optional.of(reason), bytesSplit);
    }

    /** Sends this header too; a header of the same name is replaced. */
    public Behaviour withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Behaviour(
                reply, ending, endingAfter, pace, counts, more, finishReason, bytesSplit);
    }

    /** Sends each line in two writes, cut inside a multi-byte character where the line has one. */
    public Behaviour splitBytes() {
        return new Behaviour(reply, ending, endingAfter, pace, counts, headers, finishReason, true);
    }

    private Behaviour withPace(Pace newPace) {
        return new Behaviour(
                reply, ending, endingAfter, newPace, counts, headers, finishReason, bytesSplit);
    }

    private Behaviour withCounts(TokenCounts newCounts) {
        return new Behaviour(
                reply, ending, endingAfter, pace, newCounts, headers, finishReason, bytesSplit);
    }
}
