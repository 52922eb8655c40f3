package dev.understudy.web;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.FinishReason;
import dev.understudy.chat.ToolCall;
import dev.understudy.data.result.Chart;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.Answer;
import dev.understudy.gateway.RunningQuery;
import dev.understudy.notice.Notice;
import dev.understudy.web.http.HttpProblem;
import dev.understudy.web.http.Replies;
import dev.understudy.web.openai.CompletionBody;
import dev.understudy.web.openai.CompletionJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects an answer and sends it in one piece. The upstream bounds how long it can get. On the
 * request's event loop only.
 */
final class WholeAnswer implements AnswerWriter {
    private final Exchange exchange;
    private final List<Notice> notices = new ArrayList<>();
    private final InlineNotices inline = new InlineNotices();
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private final List<ToolCall> toolCalls = new ArrayList<>();
    private @Nullable RunningQuery query;
    private boolean over;

    WholeAnswer(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void started(RunningQuery running) {
        query = running;
    }

    @Override
    public void clientGone() {
        if (!over && query != null) {
            over = true;
            query.cancel();
        }
    }

    @Override
    public void notice(Notice notice) {
        notices.add(notice);
        if (exchange.place() == NoticePlace.INLINE) {
            content.append(inline.notice(notice));
        }
    }

    @Override
    public void step(AgentStep step) {
        if (exchange.place() == NoticePlace.INLINE) {
            content.append(inline.step(step));
        }
    }

    @Override
    public void chart(Chart chart) {
        event(new ChatEvent.Text(exchange.markdown(chart)));
    }

    @Override
    public void event(ChatEvent event) {
        switch (event) {
            case ChatEvent.Text(var piece) -> {
                content.append(inline.beforeText()).append(piece);
                text.append(piece);
            }
            case ChatEvent.Thinking(var piece) -> thinking.append(piece);
            case ChatEvent.ToolCalls(var calls) -> toolCalls.addAll(calls);
            case ChatEvent.Finished _ -> {}
        }
    }

    @Override
    public void ended(Answer answer) {
        if (over) {
            return;
        }
        over = true;
        var standIn = exchange.standIn(answer);
        if (standIn.isPresent()) {
            content.setLength(0);
            content.append(standIn.get());
            send(answer, exchange.problem(answer).orElse(null));
            return;
        }
        exchange.problem(answer)
                .ifPresentOrElse(
                        problem -> exchange.reply(answer, problem, notices),
                        () -> send(answer, null));
    }

    /** {@code problem} is what the front end gets a stand-in for. */
    private void send(Answer answer, @Nullable HttpProblem problem) {
        exchange.putHeaders(notices);
        if (answer.standing() != null) {
            Replies.rateLimits(exchange.response(), answer.standing(), exchange.now());
        }
        var completion =
                new CompletionBody(
                        exchange.completionId(),
                        exchange.createdSeconds(),
                        exchange.body().model(),
                        content.append(inline.beforeText())
                                .append(exchange.usageLine(answer))
                                .toString(),
                        thinking.toString(),
                        toolCalls,
                        toolCalls.isEmpty() ? answer.finish() : FinishReason.TOOL_CALLS);
        Replies.json(
                exchange.response(),
                200,
                completion.toJson(
                        CompletionJson.usage(answer),
                        problem == null
                                ? exchange.understudy(answer, text.toString(), notices)
                                : exchange.understudy(answer, problem, notices)));
    }
}
