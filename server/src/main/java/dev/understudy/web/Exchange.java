package dev.understudy.web;

import dev.understudy.gateway.Answer;
import dev.understudy.notice.Notice;
import dev.understudy.web.openai.AnswerJson;
import dev.understudy.web.openai.ChatBody;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One question over HTTP: what was asked, and what every kind of reply to it has in common.
 *
 * @param createdSeconds when it was asked, in seconds since 1970
 */
record Exchange(
        HttpServerRequest request,
        ChatBody body,
        String queryId,
        NoticePlace place,
        long createdSeconds,
        InstantSource instants) {

    String completionId() {
        return "chatcmpl-" + queryId;
    }

    HttpServerResponse response() {
        return request.response();
    }

    Instant now() {
        return instants.instant();
    }

    Optional<HttpProblem> problem(Answer answer) {
        return OutcomeToHttp.problem(answer.outcome(), now());
    }

    /** Headers that are known before the body. */
    void putHeaders(List<Notice> notices) {
        response().putHeader("x-request-id", queryId);
        if (place == NoticePlace.HEADER && !notices.isEmpty()) {
            response()
                    .putHeader(
                            "X-Understudy-Notice",
                            notices.stream()
                                    .map(notice -> percentEncoded(notice.title()))
                                    .collect(Collectors.joining(", ")));
        }
    }

    ObjectNode understudy(Answer answer, @Nullable String text, List<Notice> notices) {
        return AnswerJson.understudy(answer, body.model(), text, null, notices);
    }

    ObjectNode understudy(Answer answer, HttpProblem problem, List<Notice> notices) {
        return AnswerJson.understudy(
                answer, body.model(), null, problem.error().message(), notices);
    }

    /** Replies with an error instead of an answer. */
    void reply(Answer answer, HttpProblem problem, List<Notice> notices) {
        putHeaders(notices);
        if (answer.quota() != null) {
            Replies.rateLimits(response(), answer.quota(), now());
        }
        var json = problem.error().toBody();
        json.set("understudy", understudy(answer, problem, notices));
        Replies.problem(request, problem, json);
    }

    private static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
