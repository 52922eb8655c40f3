package dev.understudy.web.idempotency;

import dev.understudy.chat.ChatEvent;
import dev.understudy.data.result.Cell;
import dev.understudy.data.result.Chart;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.Answer;
import dev.understudy.gateway.AnswerListener;
import dev.understudy.gateway.Findings;
import dev.understudy.notice.Notice;
import java.util.ArrayList;
import java.util.List;

/** One thing that a query told, kept to be told again. Immutable. */
sealed interface Said {
    /** Objects and references around a text, on a 64-bit JVM; rather too much than too little. */
    int OVERHEAD = 64;

    /** Characters that joined pieces hold at most: a client that is behind stops between pieces. */
    int LONGEST_JOINED = 8_192;

    record Noticed(Notice notice) implements Said {}

    record Stepped(AgentStep step) implements Said {}

    record Drawn(Chart chart) implements Said {}

    record Spoken(ChatEvent event) implements Said {}

    /** Always the last one. */
    record Ended(Answer answer) implements Said {}

    /** Tells it once more. */
    default void tell(AnswerListener listener) {
        switch (this) {
            case Noticed(var notice) -> listener.notice(notice);
            case Stepped(var step) -> listener.step(step);
            case Drawn(var chart) -> listener.chart(chart);
            case Spoken(var event) -> listener.event(event);
            case Ended(var answer) -> listener.ended(answer);
        }
    }

    /** About how much memory it takes. */
    default long bytes() {
        return switch (this) {
            case Noticed(var notice) -> size(notice.title()) + size(notice.text());
            case Stepped(var step) -> size(step.title()) + size(step.text());
            case Drawn(var chart) ->
                    chart.points().stream()
                            .mapToLong(point -> size(point.label()) + OVERHEAD)
                            .sum();
            case Spoken(var event) -> bytes(event);
            case Ended(var answer) ->
                    OVERHEAD + (answer.findings() == null ? 0 : bytes(answer.findings()));
        };
    }

    private static long bytes(ChatEvent event) {
        return switch (event) {
            case ChatEvent.Text(var text) -> size(text);
            case ChatEvent.Thinking(var text) -> size(text);
            case ChatEvent.ToolCalls(var calls) ->
                    calls.stream()
                            .mapToLong(call -> size(call.name()) + size(call.argumentsJson()))
                            .sum();
            case ChatEvent.Finished _ -> OVERHEAD;
        };
    }

    private static long bytes(Findings findings) {
        return size(findings.sql())
                + findings.table().rows().stream()
                        .flatMap(List::stream)
                        .mapToLong(cell ->
                                cell instanceof Cell.Text(var text, _) ? size(text) : OVERHEAD)
                        .sum();
    }

    private static long size(String text) {
        return OVERHEAD + 2L * text.length();
    }

    /** The same with fewer objects: texts that follow one another are joined. */
    static List<Said> joined(List<Said> pieces) {
        var joined = new ArrayList<Said>();
        var text = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            var piece = pieces.get(i);
            text.append(textOf(piece));
            boolean goesOn =
                    !text.isEmpty()
                            && text.length() < LONGEST_JOINED
                            && i + 1 < pieces.size()
                            && joins(piece, pieces.get(i + 1));
            if (!goesOn) {
                joined.add(text.isEmpty() ? piece : withText(piece, text.toString()));
                text.setLength(0);
            }
        }
        return List.copyOf(joined);
    }

    private static String textOf(Said piece) {
        return switch (piece) {
            case Spoken(ChatEvent.Text(var text)) -> text;
            case Spoken(ChatEvent.Thinking(var text)) -> text;
            case Spoken _, Noticed _, Stepped _, Drawn _, Ended _ -> "";
        };
    }

    private static boolean joins(Said piece, Said next) {
        return piece instanceof Spoken(var event)
                && next instanceof Spoken(var following)
                && event.getClass() == following.getClass();
    }

    private static Said withText(Said piece, String text) {
        return new Spoken(
                piece instanceof Spoken(ChatEvent.Thinking _)
                        ? new ChatEvent.Thinking(text)
                        : new ChatEvent.Text(text));
    }
}
