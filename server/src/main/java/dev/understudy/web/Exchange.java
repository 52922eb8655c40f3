package dev.understudy.web;

import dev.understudy.data.result.Chart;
import dev.understudy.data.result.MarkdownText;
import dev.understudy.execution.Outcome;
import dev.understudy.gateway.Answer;
import dev.understudy.gateway.Route;
import dev.understudy.notice.Notice;
import dev.understudy.notice.NoticeMark;
import dev.understudy.notice.Spoken;
import dev.understudy.output.AnswerJson;
import dev.understudy.web.http.HttpProblem;
import dev.understudy.web.http.Replies;
import dev.understudy.web.openai.ChatBody;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One question over HTTP: what was asked, and what every kind of reply to it has in common.
 *
 * @param task what the front end asks for itself; empty where a person asks
 * @param charts keeps a picture and tells under which path it can be fetched
 * @param showUsageLine whether an answer of the agents ends with the usage line
 * @param createdSeconds when it was asked, in seconds since 1970
 */
record Exchange(
        HttpServerRequest request,
        ChatBody body,
        String queryId,
        NoticePlace place,
        FrontEnd frontEnd,
        Optional<BackgroundTask> task,
        Function<Chart, String> charts,
        boolean showUsageLine,
        long createdSeconds,
        InstantSource instants) {

    /** Characters of rows that the last chunk of a stream holds at most. */
    private static final int LONGEST_STREAMED_ROWS = 65_536;

    String completionId() {
        return "chatcmpl-" + queryId;
    }

    HttpServerResponse response() {
        return request.response();
    }

    Instant now() {
        return instants.instant();
    }

    /** Whether agents answer. */
    boolean byAgents() {
        return body.model().equals(Route.AGENTS);
    }

    /**
     * The usage line as the end of an answer's text; empty where there is none. It is taken out of
     * the history again, as notices are.
     */
    String usageLine(Answer answer) {
        boolean wanted =
                showUsageLine
                        && byAgents()
                        && (place == NoticePlace.INLINE || place == NoticePlace.STATUS);
        return wanted && answer.quota() != null
                ? NoticeMark.inline(Spoken.usageLine(answer.quota()))
                : "";
    }

    /**
     * A picture as Markdown: Open WebUI draws it itself, others fetch it; empty where a program
     * reads the answer.
     */
    String markdown(Chart chart) {
        if (place == NoticePlace.NOWHERE) {
            return "";
        }
        var shown =
                frontEnd == FrontEnd.OPEN_WEBUI
                        ? chart.mermaid().map(it -> MarkdownText.fenced("mermaid", it))
                        : Optional.<String>empty();
        return shown.orElseGet(() ->
                "![%s](%s)".formatted(MarkdownText.escaped(chart.title()), chartUrl(chart)))
                + "\n\n";
    }

    private String chartUrl(Chart chart) {
        var authority = request.authority();
        var path = charts.apply(chart);
        boolean plain =
                authority != null && authority.toString().matches("[A-Za-z0-9.:\\[\\]-]{1,255}");
        return plain ? request.scheme() + "://" + authority + path : path;
    }

    Optional<HttpProblem> problem(Answer answer) {
        return OutcomeToHttp.problem(answer.outcome(), now());
    }

    /**
     * What a front end gets in place of an answer that it cannot show to anybody; empty where an
     * error is better: there it sees that its request was wrong.
     */
    Optional<String> standIn(Answer answer) {
        return switch (answer.outcome()) {
            case Outcome.Failed _, Outcome.QuotaSpent _ -> task.map(BackgroundTask::empty);
            default -> Optional.empty();
        };
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
        return AnswerJson.understudy(answer, body.model(), text, null, notices, longestRows());
    }

    ObjectNode understudy(Answer answer, HttpProblem problem, List<Notice> notices) {
        return AnswerJson.understudy(
                answer, body.model(), null, problem.error().message(), notices, longestRows());
    }

    /** In a stream all stands on one line, and some clients take only short ones. */
    private int longestRows() {
        return body.stream() ? LONGEST_STREAMED_ROWS : Integer.MAX_VALUE;
    }

    /** Replies with an error instead of an answer. */
    void reply(Answer answer, HttpProblem problem, List<Notice> notices) {
        putHeaders(notices);
        if (answer.standing() != null) {
            Replies.rateLimits(response(), answer.standing(), now());
        }
        var json = problem.error().toBody();
        json.set("understudy", understudy(answer, problem, notices));
        Replies.problem(request, problem, json);
    }

    private static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
