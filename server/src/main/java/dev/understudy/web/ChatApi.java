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
    /** Bytes of a body that take about a millisecond to read. */
    private static final int READ_AT_ONCE = 256 * 1024;

    private final Vertx vertx;
    private final ApiSettings settings;
    private final ApiParts parts;
    private final Charts charts;
    private final ChatBodyReader reader;

    ChatApi(Vertx vertx, ApiSettings settings, ApiParts parts, Charts charts) {
        this.vertx = vertx;
        this.settings = settings;
        this.parts = parts;
        this.charts = charts;
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

    /** A large body is read beside the event loop, which has others to serve meanwhile. */
    private void read(HttpServerRequest request, Caller caller, byte[] bytes) {
        if (bytes.length <= READ_AT_ONCE) {
            parse(request, caller, bytes).run();
            return;
        }
        var loop = vertx.getOrCreateContext();
        Thread.ofVirtual()
                .name("body")
                .start(() -> {
                    var then = parse(request, caller, bytes);
                    loop.runOnContext(_ -> then.run());
                });
    }

    /** What is to be done on the event loop with what was read. */
    private Runnable parse(HttpServerRequest request, Caller caller, byte[] bytes) {
        try {
            var body = reader.read(bytes);
            return () -> answerOrFail(request, caller, body);
        } catch (BadBodyException e) {
            return () -> Replies.problem(request, HttpProblem.badRequest(e.error()));
        } catch (RuntimeException e) {
            return () -> fail(request, e);
        }
    }

    private void answerOrFail(HttpServerRequest request, Caller caller, ChatBody body) {
        try {
            answer(request, caller, body);
        } catch (RuntimeException e) {
            fail(request, e);
        }
    }

    private static void fail(HttpServerRequest request, RuntimeException mistake) {
        Mistakes.log(request, mistake);
        Replies.problem(request, HttpProblem.internal());
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
                        frontEnd,
                        charts,
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
        boolean task = BackgroundTask.is(body);
        var query =
                new Query(
                        exchange.queryId(),
                        task ? parts.queries().taskRoute(body.model()) : body.model(),
                        identity.user(),
                        identity.conversation(),
                        body.stream(),
                        !task,
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
