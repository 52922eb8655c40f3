package dev.understudy.cli;

import dev.understudy.chat.ChatEvent;
import dev.understudy.data.result.Chart;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.Answer;
import dev.understudy.gateway.AnswerListener;
import dev.understudy.gateway.AwaitedQuery;
import dev.understudy.gateway.Query;
import dev.understudy.notice.Notice;
import dev.understudy.notice.Spoken;
import dev.understudy.output.AnswerJson;
import dev.understudy.output.OutcomeText;
import dev.understudy.server.Parts;
import dev.understudy.settings.NoticeSettings;
import dev.understudy.time.SystemTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A question of the command line: sent through the gateway and shown as it is answered. */
final class AskedQuestion {
    /** How long Ctrl-C waits for the ledger. */
    private static final Duration TO_BE_COUNTED = Duration.ofSeconds(5);

    private final Parts parts;
    private final Terminal terminal;
    private final boolean json;
    private final StringBuilder text = new StringBuilder();
    private final List<Notice> notices = new ArrayList<>();

    AskedQuestion(Parts parts, Terminal terminal, boolean json) {
        this.parts = parts;
        this.terminal = terminal;
        this.json = json;
    }

    /** Whether there was an answer; it has been shown, or why there is none. */
    boolean answer(String route, String question) throws Exception {
        var id = UUID.randomUUID().toString();
        var request = parts.config().request(question);
        var user = System.getProperty("user.name", "cli");
        var query = new Query(id, route, user, "ask-" + id, !json, true, request);
        var asked =
                AwaitedQuery.begin(
                        parts.vertx(), it -> parts.gateway().start(query, it), new Shown());
        var stop = new Thread(() -> cancel(asked), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        var ticking = showWaiting(route);
        var answer = asked.await();
        parts.vertx().cancelTimer(ticking);
        Runtime.getRuntime().removeShutdownHook(stop);
        return conclude(route, answer);
    }

    /** Ctrl-C: what was used so far is still counted. */
    private static void cancel(AwaitedQuery asked) {
        asked.cancel();
        try {
            asked.await(TO_BE_COUNTED);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private long showWaiting(String route) {
        var ticker = SystemTime.ticker();
        long since = ticker.nanos();
        return parts.vertx()
                .setPeriodic(
                        100,
                        200,
                        _ -> {
                            if (text.isEmpty()) {
                                var waited = Duration.ofNanos(ticker.nanos() - since);
                                terminal.waiting(
                                        "⏳ Waiting for %s … %d s (Ctrl-C stops)"
                                                .formatted(route, waited.toSeconds()));
                            }
                        });
    }

    /** Shows what comes; on one event loop. */
    private final class Shown implements AnswerListener {
        @Override
        public void notice(Notice notice) {
            notices.add(notice);
            if (!json && (terminal.watched() || !notice.passing())) {
                aside(said(notice));
            }
        }

        @Override
        public void step(AgentStep step) {
            if (!json) {
                // The SQL stands in the answer as well.
                var detail = step instanceof AgentStep.SqlWritten ? "" : step.text();
                var line = step.sign() + " " + step.title();
                aside(detail.isEmpty() ? line : line + "\n" + detail);
            }
        }

        /** A person sees a picture; a pipe gets the table that it is made from, and no more. */
        @Override
        public void chart(Chart chart) {
            if (!json && terminal.watched()) {
                terminal.answer(TerminalChart.of(chart) + "\n");
            }
        }

        @Override
        public void event(ChatEvent event) {
            if (event instanceof ChatEvent.Text(var piece)) {
                text.append(piece);
                if (!json) {
                    terminal.answer(piece);
                }
            }
        }

        @Override
        public void ended(Answer answer) {}
    }

    /** On a line of its own, also in the middle of an answer. */
    private void aside(String line) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            terminal.line("");
        }
        terminal.aside(line);
    }

    private static String said(Notice notice) {
        var line = notice.sign() + " " + notice.title();
        return notice.text().isEmpty() ? line : line + "\n" + notice.text() + "\n";
    }

    private boolean conclude(String route, Answer answer) {
        var problem = OutcomeText.of(answer.outcome()).orElse(null);
        show(route, answer, problem);
        return problem == null;
    }

    private void show(String route, Answer answer, @Nullable String problem) {
        if (json) {
            terminal.line(
                    AnswerJson.understudy(
                                    answer,
                                    route,
                                    text.isEmpty() ? null : text.toString(),
                                    problem,
                                    notices,
                                    Integer.MAX_VALUE)
                            .toPrettyString());
            return;
        }
        if (!text.isEmpty()) {
            terminal.line("");
        }
        if (problem != null) {
            terminal.error(terminal.red("✗ ") + problem);
        }
        var quota = answer.quota();
        if (quota != null && parts.config().settings().get(NoticeSettings.SHOW_USAGE_LINE)) {
            terminal.aside(Spoken.usageLine(quota));
        }
    }
}
