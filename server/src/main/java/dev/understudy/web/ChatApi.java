package dev.understudy.web;

import dev.understudy.auth.Caller;
import dev.understudy.gateway.Query;
import dev.understudy.web.openai.BadBodyException;
import dev.understudy.web.openai.ChatBody;
import dev.understudy.web.openai.ChatBodyReader;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.stream.Collectors;

/** {@code POST /chat/completions}. Thread-safe; each request stays on its event loop. */
final class ChatApi {
    private final Vertx vertx;
    private final ApiSettings settings;
    private final ApiParts parts;
    private final ChatBodyReader reader;

    ChatApi(Vertx vertx, ApiSettings settings, ApiParts parts) {
        this.vertx = vertx;
        this.settings = settings;
        this.parts = parts;
        this.reader = new ChatBodyReader(settings.temperature(), settings.maxTokens());
    }

    void handle(HttpServerRequest request, Caller caller) {
        RequestBody.read(
                vertx,
                request,
                settings.maxBodyBytes(),
                bytes -> read(request, caller, bytes),
                problem -> Replies.problem(request, problem));
    }

    private void read(HttpServerRequest request, Caller caller, byte[] bytes) {
        try {
            answer(request, caller, reader.read(bytes));
        } catch (BadBodyException e) {
            Replies.problem(request, HttpProblem.badRequest(e.error()));
        } catch (RuntimeException e) {
            Mistakes.log(request, e);
            Replies.problem(request, HttpProblem.internal());
        }
    }

    private void answer(HttpServerRequest request, Caller caller, ChatBody body) {
        var models = parts.queries().models();
        if (models.stream().noneMatch(model -> model.id().equals(body.model()))) {
            var known = models.stream().map(ServedModel::id).collect(Collectors.joining(", "));
            Replies.problem(request, HttpProblem.modelNotFound(brief(body.model()), known));
            return;
        }
        var frontEnd = FrontEnd.of(request.headers(), body);
        var exchange =
                new Exchange(
                        request,
                        body,
                        parts.queryIds().get(),
                        NoticePlace.of(settings.noticeChannel(), frontEnd, body),
                        settings.showUsageLine(),
                        parts.instants().instant().getEpochSecond(),
                        parts.instants());
        var writer = writer(exchange, frontEnd);
        start(exchange, caller, writer);
    }

    private AnswerWriter writer(Exchange exchange, FrontEnd frontEnd) {
        return exchange.body().stream()
                ? new StreamedAnswer(
                        exchange,
                        frontEnd == FrontEnd.OPEN_WEBUI,
                        vertx,
                        parts.ticker(),
                        settings.heartbeat())
                : new WholeAnswer(exchange);
    }

    private void start(Exchange exchange, Caller caller, AnswerWriter writer) {
        var body = exchange.body();
        var identity =
                Identity.of(
                        caller, body, exchange.request().getHeader(settings.conversationHeader()));
        var query =
                new Query(
                        exchange.queryId(),
                        body.model(),
                        identity.user(),
                        identity.conversation(),
                        body.stream(),
                        !BackgroundTask.is(body),
                        body.request());
        writer.started(parts.queries().start(query, writer));
        exchange.response().exceptionHandler(_ -> writer.clientGone());
        exchange.response().closeHandler(_ -> writer.clientGone());
        if (exchange.response().closed()) {
            writer.clientGone();
        }
    }

    private static String brief(String model) {
        return model.length() <= 100 ? model : model.substring(0, 100) + "…";
    }
}
