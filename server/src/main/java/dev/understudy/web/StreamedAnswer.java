package dev.understudy.web;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.FinishReason;
import dev.understudy.chat.ToolCall;
import dev.understudy.data.result.Chart;
import dev.understudy.execution.Outcome;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.Answer;
import dev.understudy.gateway.RunningQuery;
import dev.understudy.notice.Notice;
import dev.understudy.time.Ticker;
import dev.understudy.web.http.HttpProblem;
import dev.understudy.web.openai.ChunkWriter;
import dev.understudy.web.openai.CompletionJson;
import dev.understudy.web.openai.DeltaSplitter;
import dev.understudy.web.openai.OpenWebUiEvents;
import dev.understudy.web.openai.SseStream;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Streams an answer as it comes. On the request's event loop only. */
final class StreamedAnswer implements AnswerWriter {
    /**
     * Characters of text up to which the last chunk repeats it; a longer one would not fit into a
     * line that every client takes, and whoever reads the stream has it already.
     */
    private static final int LONGEST_REPEATED = 8_192;

    private final Exchange exchange;
    private final boolean usageOnFinish;
    private final SseStream stream;
    private final ChunkWriter chunks;
    private final DeltaSplitter textDeltas = new DeltaSplitter();
    private final DeltaSplitter thinkingDeltas = new DeltaSplitter();
    private final InlineNotices inline = new InlineNotices();
    private final List<Notice> notices = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable RunningQuery query;
    private int toolCalls;
    private boolean begun;
    private boolean passingShown;
    private boolean over;

    /**
     * @param usageOnFinish whether the client takes token counts on the finish chunk, asked for or
     *     not
     */
    StreamedAnswer(
            Exchange exchange,
            boolean usageOnFinish,
            Vertx vertx,
            Ticker ticker,
            Duration heartbeat) {
        this.exchange = exchange;
        this.usageOnFinish = usageOnFinish;
        this.chunks =
                new ChunkWriter(
                        exchange.completionId(),
                        exchange.createdSeconds(),
                        exchange.body().model());
        this.stream =
                new SseStream(
                        vertx,
                        ticker,
                        exchange.response(),
                        heartbeat,
                        () -> exchange.putHeaders(notices));
    }

    @Override
    public void started(RunningQuery running) {
        query = running;
        stream.feedFrom(running);
    }

    @Override
    public void clientGone() {
        if (!over && query != null) {
            over = true;
            stream.stop();
            query.cancel();
        }
    }

    @Override
    public void notice(Notice notice) {
        if (over) {
            return;
        }
        notices.add(notice);
        switch (exchange.place()) {
            case STATUS -> showBeside(notice);
            case INLINE -> sendText(inline.notice(notice));
            case HEADER, NOWHERE -> {}
        }
    }

    @Override
    public void step(AgentStep step) {
        if (over) {
            return;
        }
        switch (exchange.place()) {
            case STATUS -> {
                passingShown = !(step instanceof AgentStep.Answering);
                stream.send(chunks.event(OpenWebUiEvents.status(step)));
            }
            case INLINE -> sendText(inline.step(step));
            case HEADER, NOWHERE -> {}
        }
    }

    @Override
    public void chart(Chart chart) {
        var markdown = exchange.markdown(chart);
        if (!markdown.isEmpty()) {
            event(new ChatEvent.Text(markdown));
        }
    }

    /** At once, since the front end shows an error in a stream as well as any other. */
    private void showBeside(Notice notice) {
        passingShown = notice.passing();
        stream.send(chunks.event(OpenWebUiEvents.status(notice)));
        OpenWebUiEvents.notification(notice).map(chunks::event).ifPresent(stream::send);
    }

    @Override
    public void event(ChatEvent event) {
        if (over) {
            return;
        }
        switch (event) {
            case ChatEvent.Text(var piece) -> {
                remember(piece);
                sendText(inline.beforeText() + piece);
            }
            case ChatEvent.Thinking(var piece) -> {
                begin();
                thinkingDeltas.split(piece).forEach(it -> stream.send(chunks.thinking(it)));
            }
            case ChatEvent.ToolCalls(var calls) -> sendToolCalls(calls);
            case ChatEvent.Finished _ -> {}
        }
    }

    private void remember(String piece) {
        if (text.length() <= LONGEST_REPEATED) {
            text.append(piece);
        }
    }

    private void sendText(String piece) {
        if (!piece.isEmpty()) {
            begin();
            textDeltas.split(piece).forEach(it -> stream.send(chunks.text(it)));
        }
    }

    private void sendToolCalls(List<ToolCall> calls) {
        begin();
        chunks.toolCalls(calls, toolCalls).forEach(stream::send);
        toolCalls += calls.size();
    }

    private void begin() {
        if (passingShown) {
            passingShown = false;
            stream.enqueue(chunks.event(OpenWebUiEvents.workGoesOn()));
        }
        if (!begun) {
            begun = true;
            stream.send(chunks.role());
        }
    }

    @Override
    public void ended(Answer answer) {
        if (over) {
            return;
        }
        exchange.problem(answer)
                .ifPresentOrElse(
                        problem -> endWithout(answer, problem), () -> finish(answer, null));
        over = true;
    }

    /** The agents say in the chat that the quota is spent; any other problem is an error. */
    private void endWithout(Answer answer, HttpProblem problem) {
        var standIn = begun ? Optional.<String>empty() : exchange.standIn(answer);
        if (standIn.isPresent()) {
            sendText(standIn.get());
            finish(answer, problem);
        } else if (exchange.byAgents() && answer.outcome() instanceof Outcome.QuotaSpent) {
            sendText("⚠️ " + problem.error().message());
            finish(answer, problem);
        } else {
            fail(answer, problem);
        }
    }

    private void fail(Answer answer, HttpProblem problem) {
        if (stream.committed()) {
            if (passingShown) {
                stream.enqueue(chunks.event(OpenWebUiEvents.workFailed()));
            }
            var understudy = exchange.understudy(answer, problem, notices);
            end(ChunkWriter.error(problem.error(), understudy));
        } else {
            stream.stop();
            exchange.reply(answer, problem, notices);
        }
    }

    private void finish(Answer answer, @Nullable HttpProblem problem) {
        begin();
        sendText(inline.beforeText());
        sendText(exchange.usageLine(answer));
        var reason = toolCalls == 0 ? answer.finish() : FinishReason.TOOL_CALLS;
        var repeated = text.length() <= LONGEST_REPEATED ? text.toString() : null;
        var understudy =
                problem == null
                        ? exchange.understudy(answer, repeated, notices)
                        : exchange.understudy(answer, problem, notices);
        var usage = CompletionJson.usage(answer);
        if (usageOnFinish) {
            end(chunks.finish(reason, usage, understudy));
        } else if (exchange.body().includeUsage()) {
            end(chunks.finish(reason, understudy) + chunks.usage(usage));
        } else {
            end(chunks.finish(reason, understudy));
        }
    }

    /** The end of the response is what ends the answer for some clients, so nothing keeps it. */
    private void end(String last) {
        var connection = exchange.request().connection();
        stream.end(last + ChunkWriter.DONE).onComplete(_ -> connection.close());
    }
}
