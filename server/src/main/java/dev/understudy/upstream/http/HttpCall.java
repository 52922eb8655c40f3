package dev.understudy.upstream.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.chat.ChatEvent;
import dev.understudy.failure.CallFailure;
import dev.understudy.failure.CallFailure.BrokenAnswer;
import dev.understudy.upstream.UpstreamCall;
import dev.understudy.upstream.UpstreamListener;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its connection to its end. Lives on the event loop of its context, and only there.
 */
final class HttpCall implements UpstreamCall {
    /** Of an error's body; enough for every phrase that is looked for. */
    private static final int LONGEST_ERROR_BYTES = 64 * 1024;

    /** How long an answer that said it is done may take to end as an HTTP response. */
    private static final int LAST_BYTES_MILLIS = 1_000;

    private final Context context;
    private final UpstreamListener listener;
    private final ResponseFailures failures;
    private final AnswerEvents events = new AnswerEvents(this::say);
    private final AnswerReader reader;
    private final AnswerLines lines;
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse answer;
    private boolean paused;
    private boolean flushPlanned;

    /** The answer is whole, its end may or may not be marked: nobody waits long for that. */
    private boolean endAwaited;

    private boolean responseEnded;

    /** Nothing may be told to the listener any more. */
    private boolean ended;

    HttpCall(
            Context context,
            UpstreamListener listener,
            ResponseFailures failures,
            HttpOptions bounds,
            Function<AnswerEvents, AnswerReader> reader) {
        this.context = context;
        this.listener = listener;
        this.failures = failures;
        this.reader = reader.apply(events);
        this.lines =
                new AnswerLines(
                        bounds.longestLineBytes(), bounds.longestAnswerBytes(), this.reader);
    }

    /** Begins after the caller has returned: an idle connection would be there at once. */
    void start(HttpClient client, RequestOptions target, Buffer body) {
        context.runOnContext(_ -> {
            if (!ended) {
                connect(client, target, body);
            }
        });
    }

    private void connect(HttpClient client, RequestOptions target, Buffer body) {
        try {
            client.request(target)
                    .onComplete(
                            ready -> write(ready, body),
                            error -> fail(ConnectionFailures.ofConnecting(error)));
        } catch (RuntimeException e) {
            // A client that is closed, or an address it cannot take, throws; the caller must hear.
            fail(ConnectionFailures.ofConnecting(e));
        }
    }

    private void write(HttpClientRequest ready, Buffer body) {
        request = ready;
        // First of all: Vert.x writes what nobody handles to the log, a reset of our own too.
        ready.exceptionHandler(_ -> lost());
        if (!ended) {
            listener.sent();
        }
        if (ended) {
            ready.reset();
            return;
        }
        ready.send(body).onComplete(this::receive, _ -> lost());
    }

    private void receive(HttpClientResponse response) {
        if (ended) {
            return;
        }
        if (response.statusCode() == 200) {
            receiveAnswer(response);
        } else {
            receiveError(response);
        }
    }

    private void receiveAnswer(HttpClientResponse response) {
        answer = response;
        if (paused) {
            response.pause();
        }
        response.exceptionHandler(_ -> lost());
        response.endHandler(_ -> {
            responseEnded = true;
            end();
        });
        response.handler(this::take);
    }

    private void receiveError(HttpClientResponse response) {
        var body = Buffer.buffer();
        Runnable read =
                () ->
                        fail(
                                failures.ofResponse(
                                        response.statusCode(),
                                        response.headers(),
                                        body.toString(UTF_8)));
        response.exceptionHandler(_ -> read.run());
        response.endHandler(_ -> read.run());
        response.handler(part -> {
            var room = LONGEST_ERROR_BYTES - body.length();
            body.appendBuffer(part, 0, Math.min(room, part.length()));
            if (part.length() >= room) {
                read.run();
            }
        });
    }

    private void take(Buffer bytes) {
        if (ended) {
            // Bytes after the end: this is no connection to use again.
            close();
            return;
        }
        var defect = lines.take(bytes.getBytes());
        if (defect != null) {
            fail(new BrokenAnswer(defect));
            return;
        }
        if (reader.isWhole() && !ended && !endAwaited) {
            endAwaited = true;
            letResponseEnd();
        }
        if (!ended && events.holdsText() && !flushPlanned) {
            // Each line comes in a chunk of its own; those of one read are all here by then.
            flushPlanned = true;
            context.runOnContext(_ -> {
                flushPlanned = false;
                events.flush();
            });
        }
    }

    private void end() {
        if (ended) {
            return;
        }
        var defect = lines.end();
        if (defect == null && !ended) {
            defect = reader.end();
        }
        if (defect != null) {
            fail(new BrokenAnswer(defect));
        }
    }

    /** A whole answer lacked no more than the mark of its end. */
    private void lost() {
        if (!endAwaited) {
            fail(ConnectionFailures.ofLostConnection());
        } else if (!ended) {
            responseEnded = true;
            reader.end();
        }
    }

    private void say(ChatEvent event) {
        if (ended) {
            return;
        }
        if (event instanceof ChatEvent.Finished) {
            ended = true;
            letResponseEnd();
        }
        listener.event(event);
    }

    /** So that the connection can be used again. */
    private void letResponseEnd() {
        if (request != null && answer != null && !responseEnded) {
            request.idleTimeout(LAST_BYTES_MILLIS);
            answer.resume();
        }
    }

    private void fail(CallFailure failure) {
        events.flush();
        if (!ended) {
            ended = true;
            close();
            listener.failed(failure);
        }
    }

    /** HTTP/1.1 has no other way to stop an answer than to close its connection. */
    private void close() {
        if (request != null) {
            request.reset();
        }
    }

    @Override
    public void cancel() {
        if (!ended) {
            ended = true;
            close();
        }
    }

    @Override
    public void pause() {
        paused = true;
        if (answer != null && !ended && !endAwaited) {
            answer.pause();
        }
    }

    @Override
    public void resume() {
        paused = false;
        if (answer != null) {
            answer.resume();
        }
    }
}
