package dev.understudy.web;

import dev.understudy.auth.Caller;
import dev.understudy.data.result.Chart;
import dev.understudy.gateway.Query;
import dev.understudy.gateway.RunningQuery;
import dev.understudy.web.http.ErrorObject;
import dev.understudy.web.http.HttpProblem;
import dev.understudy.web.http.Mistakes;
import dev.understudy.web.http.Replies;
import dev.understudy.web.http.RequestBody;
import dev.understudy.web.idempotency.BodyHash;
import dev.understudy.web.idempotency.CallersKey;
import dev.understudy.web.idempotency.Entrance;
import dev.understudy.web.idempotency.IdempotencyKey;
import dev.understudy.web.idempotency.Repeatable;
import dev.understudy.web.idempotency.SharedAnswers;
import dev.understudy.web.idempotency.SharedClient;
import dev.understudy.web.openai.BadBodyException;
import dev.understudy.web.openai.ChatBody;
import dev.understudy.web.openai.ChatBodyReader;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code POST /chat/completions}. Thread-safe; each request stays on its event loop. */
final class ChatApi {
    private final Vertx vertx;
    private final ApiSettings settings;
    private final ApiParts parts;
    private final Charts charts;
    private final SharedAnswers sharedAnswers;
    private final ChatBodyReader reader;

    /**
     * @param charts shared by all event loops
     * @param sharedAnswers shared by all event loops
     */
    ChatApi(
            Vertx vertx,
            ApiSettings settings,
            ApiParts parts,
            Charts charts,
            SharedAnswers sharedAnswers) {
        this.vertx = vertx;
        this.settings = settings;
        this.parts = parts;
        this.charts = charts;
        this.sharedAnswers = sharedAnswers;
        this.reader = new ChatBodyReader(settings.chats());
    }

    void handle(HttpServerRequest request, Caller caller) {
        var key = IdempotencyKey.of(request.headers());
        if (key instanceof IdempotencyKey.Malformed(var header, var reason)) {
            Replies.problem(request, malformedKey(header, reason));
            return;
        }
        RequestBody.readAndParse(
                vertx,
                request,
                settings.maxBodyBytes(),
                bytes -> parse(request, caller, key, bytes),
                problem -> Replies.problem(request, problem));
    }

    /** What is to be done on the event loop with what was read. */
    private Runnable parse(
            HttpServerRequest request, Caller caller, IdempotencyKey key, byte[] bytes) {
        try {
            var body = reader.read(bytes);
            var repeatable =
                    key instanceof IdempotencyKey.Given(var value)
                            ? new Repeatable(value, BodyHash.of(bytes))
                            : null;
            return () -> answerOrFail(request, caller, body, repeatable);
        } catch (BadBodyException e) {
            return () -> Replies.problem(request, HttpProblem.badRequest(e.error()));
        } catch (RuntimeException e) {
            return () -> fail(request, e);
        }
    }

    private void answerOrFail(
            HttpServerRequest request,
            Caller caller,
            ChatBody body,
            @Nullable Repeatable repeatable) {
        try {
            answer(request, caller, body, repeatable);
        } catch (RuntimeException e) {
            fail(request, e);
        }
    }

    private static void fail(HttpServerRequest request, RuntimeException mistake) {
        Mistakes.log(request, mistake);
        Replies.problem(request, HttpProblem.internal());
    }

    private void answer(
            HttpServerRequest request,
            Caller caller,
            ChatBody body,
            @Nullable Repeatable repeatable) {
        var models = parts.queries().models();
        if (!models.contains(body.model())) {
            Replies.problem(request, HttpProblem.modelNotFound(body.model(), models));
            return;
        }
        var user = FrontEndUser.of(caller, request.headers(), body, settings.frontEnd());
        if (user instanceof FrontEndUser.Refused(var why)) {
            Replies.problem(request, HttpProblem.unauthorised(why));
            return;
        }
        var identity =
                Identity.of(
                        caller,
                        user instanceof FrontEndUser.Named(var name) ? name : null,
                        body,
                        request.getHeader(settings.frontEnd().chatId()));
        var task = BackgroundTask.of(request.getHeader(settings.frontEnd().task()), body);
        if (repeatable == null) {
            alone(request, identity, body, task);
        } else {
            shared(request, caller, identity, body, task, repeatable);
        }
    }

    private void alone(
            HttpServerRequest request,
            Identity identity,
            ChatBody body,
            Optional<BackgroundTask> task) {
        var queryId = parts.queryIds().get();
        var writer = writer(request, body, task, queryId, now(), charts::put);
        var query = query(queryId, identity, body, task);
        follow(request, writer, parts.queries().start(query, writer));
    }

    private void shared(
            HttpServerRequest request,
            Caller caller,
            Identity identity,
            ChatBody body,
            Optional<BackgroundTask> task,
            Repeatable repeatable) {
        var entrance =
                sharedAnswers.enter(
                        new CallersKey(
                                caller.proof() + " " + caller.name(),
                                identity.user(),
                                repeatable.key()),
                        repeatable.body(),
                        parts.queryIds().get(),
                        now(),
                        vertx.getOrCreateContext(),
                        it -> parts.queries().start(query(it.queryId(), identity, body, task), it));
        switch (entrance) {
            case Entrance.OtherBody() -> Replies.problem(request, keyReused());
            case Entrance.Crowded() -> Replies.problem(request, keyCrowded());
            case Entrance.Entered(var client, var replayed) -> {
                try {
                    hear(request, body, task, client, replayed);
                } catch (RuntimeException e) {
                    client.cancel();
                    throw e;
                }
            }
        }
    }

    private void hear(
            HttpServerRequest request,
            ChatBody body,
            Optional<BackgroundTask> task,
            SharedClient client,
            boolean replayed) {
        if (replayed) {
            request.response().putHeader("idempotent-replayed", "true");
        }
        var answer = client.answer();
        var writer =
                writer(
                        request,
                        body,
                        task,
                        answer.queryId(),
                        answer.createdSeconds(),
                        chart -> answer.chartPath(chart, charts::put));
        follow(request, writer, client);
        client.hear(
                writer,
                mistake -> {
                    writer.clientGone();
                    breakOff(request, mistake);
                });
    }

    private AnswerWriter writer(
            HttpServerRequest request,
            ChatBody body,
            Optional<BackgroundTask> task,
            String queryId,
            long createdSeconds,
            Function<Chart, String> chartPath) {
        var frontEnd = FrontEnd.of(settings.frontEnd().kind(), request.headers(), body);
        var exchange =
                new Exchange(
                        request,
                        body,
                        queryId,
                        NoticePlace.of(settings.noticeChannel(), frontEnd, body, task.isPresent()),
                        frontEnd,
                        task,
                        chartPath,
                        settings.showUsageLine(),
                        createdSeconds,
                        parts.instants());
        return body.stream()
                ? new StreamedAnswer(
                        exchange,
                        frontEnd == FrontEnd.OPEN_WEBUI,
                        vertx,
                        parts.ticker(),
                        settings.heartbeat())
                : new WholeAnswer(exchange);
    }

    private Query query(
            String queryId, Identity identity, ChatBody body, Optional<BackgroundTask> task) {
        return new Query(
                queryId,
                task.isPresent() ? parts.queries().taskRoute(body.model()) : body.model(),
                identity.user(),
                identity.conversation(),
                body.stream(),
                task.isEmpty(),
                body.request(),
                identity.key(),
                identity.keyLimit());
    }

    private static void follow(
            HttpServerRequest request, AnswerWriter writer, RunningQuery running) {
        var response = request.response();
        writer.started(running);
        response.exceptionHandler(_ -> writer.clientGone());
        response.closeHandler(_ -> writer.clientGone());
        if (response.closed()) {
            writer.clientGone();
        }
    }

    /** A client's answer can no longer be written: an error, or where it has begun, its end. */
    private static void breakOff(HttpServerRequest request, RuntimeException mistake) {
        boolean begun = request.response().headWritten();
        fail(request, mistake);
        if (begun) {
            request.connection().close();
        }
    }

    private long now() {
        return parts.instants().instant().getEpochSecond();
    }

    private static HttpProblem malformedKey(String header, String reason) {
        return HttpProblem.badRequest(
                ErrorObject.invalidRequest(reason, header, "invalid_request"));
    }

    private static HttpProblem keyReused() {
        return new HttpProblem(
                409,
                ErrorObject.invalidRequest(
                        "This Idempotency-Key came with another request body a short time ago. Send each new question with a new key, and a retry with the same body.",
                        IdempotencyKey.HEADER,
                        "idempotency_key_reused"),
                null,
                true);
    }

    private static HttpProblem keyCrowded() {
        return HttpProblem.tooBusy(
                "Too many requests with this Idempotency-Key wait for the same answer. Wait for it, or send another question with a new key.");
    }
}
