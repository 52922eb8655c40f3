package dev.understudy.web;

import dev.understudy.gateway.AgentStep;
import dev.understudy.notice.Notice;
import dev.understudy.notice.NoticeMark;

/**
 * Puts notices into the text of an answer: those that come before its first word are held until
 * then, so that a query that fails can still become an ordinary error; passing ones are never
 * written, nor are those that the text says as well. One thread at a time.
 */
final class InlineNotices {
    private final StringBuilder held = new StringBuilder();
    private boolean textBegun;

    /** What to write now for this notice; empty for nothing. */
    String notice(Notice notice) {
        if (notice.passing() || notice.saidInText()) {
            return "";
        }
        if (textBegun) {
            return NoticeMark.inline(notice);
        }
        held.append(NoticeMark.inline(notice));
        return "";
    }

    /** What to write now for a step of a team: it is shown as it happens. */
    String step(AgentStep step) {
        var detail = step instanceof AgentStep.SqlWritten ? "" : step.text();
        var line = step.sign() + " " + step.title() + (detail.isEmpty() ? "" : "\n" + detail);
        return beforeText() + NoticeMark.inline(line + "\n");
    }

    /** What to write before the next piece of text, or before the end; empty for nothing. */
    String beforeText() {
        textBegun = true;
        if (held.isEmpty()) {
            return "";
        }
        var all = held.toString();
        held.setLength(0);
        return all;
    }
}
