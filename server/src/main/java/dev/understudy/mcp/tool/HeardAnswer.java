package dev.understudy.mcp.tool;

import dev.understudy.chat.ChatEvent;
import dev.understudy.data.result.Chart;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.Answer;
import dev.understudy.gateway.AnswerListener;
import dev.understudy.mcp.ToolUse;
import dev.understudy.notice.Notice;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects an answer; what happens on the way is told as progress. Heard on one event loop; what it
 * has collected is read after it has ended.
 */
final class HeardAnswer implements AnswerListener {
    private final ToolUse use;
    private final StringBuilder text = new StringBuilder();
    private final List<Notice> notices = new ArrayList<>();

    HeardAnswer(ToolUse use) {
        this.use = use;
    }

    String text() {
        return text.toString();
    }

    List<Notice> notices() {
        return notices;
    }

    @Override
    public void notice(Notice notice) {
        notices.add(notice);
        use.progress(line(notice.sign(), notice.title(), notice.passing() ? notice.text() : ""));
    }

    @Override
    public void step(AgentStep step) {
        use.progress(line(step.sign(), step.title(), step.text()));
    }

    private static String line(String sign, String title, String detail) {
        return sign + " " + title + (detail.isEmpty() ? "" : ": " + detail);
    }

    /** The rows that it is made from are in the structured content. */
    @Override
    public void chart(Chart chart) {}

    @Override
    public void event(ChatEvent event) {
        if (event instanceof ChatEvent.Text(var piece)) {
            text.append(piece);
        }
    }

    /** Whoever asked waits for it elsewhere. */
    @Override
    public void ended(Answer answer) {}
}
