package dev.understudy.agent.analysis;

import dev.understudy.agent.BudgetedCalls;
import dev.understudy.agent.LimitReachedException;
import dev.understudy.agent.analysis.prose.ProseCheck;
import dev.understudy.chat.ChatRequest;
import dev.understudy.gateway.NoModelException;
import dev.understudy.gateway.StoppedException;
import java.time.LocalDate;
import java.util.List;

/**
 * Has a model say what the rows say, and lets nothing through that they do not. For one query's
 * thread.
 */
final class ProseWriter {
    /** Of a reply, thoughts included. */
    private static final int MOST_READ = 50_000;

    /** Longer is no summary. */
    private static final int MOST_CHARS = 4_000;

    private final BudgetedCalls calls;
    private final ChatRequest asked;
    private final LocalDate today;

    ProseWriter(BudgetedCalls calls, ChatRequest asked, LocalDate today) {
        this.calls = calls;
        this.asked = asked;
        this.today = today;
    }

    /** Asks once, and once more where a number is wrong. */
    Prose write(FoundRows found) throws StoppedException {
        var check =
                new ProseCheck(
                        found.table(),
                        List.of(asked.lastQuestion(), found.sql(), found.assumption()),
                        today);
        try {
            var request = ProseRequests.of(asked, found, today);
            var first = prose(request);
            var wrong = check.wrongIn(first);
            if (wrong.isEmpty()) {
                return checked(first);
            }
            var second = prose(ProseRequests.again(request, first, wrong));
            return check.wrongIn(second).isEmpty()
                    ? checked(second)
                    : new Prose.LeftOut(
                            "The summary was left out: a number in it did not match the rows.");
        } catch (NoModelException _) {
            return new Prose.LeftOut("There is no summary: no model answered any more.");
        } catch (LimitReachedException limit) {
            return new Prose.Unaffordable(limit.exhausted().reason());
        }
    }

    private static Prose checked(String prose) {
        return prose.isEmpty()
                ? new Prose.LeftOut("There is no summary: the model gave none.")
                : new Prose.Checked(prose);
    }

    /** Only the model's own sentences: the table is rendered from the rows. */
    private String prose(ChatRequest request)
            throws LimitReachedException, NoModelException, StoppedException {
        var reply = calls.ask(request).text();
        // What is cleaned below must not take longer the longer a model goes on.
        var text = reply.substring(0, Math.min(reply.length(), MOST_READ));
        int thoughts = text.lastIndexOf("</think>");
        var said = thoughts < 0 ? text : text.substring(thoughts + "</think>".length());
        var plain =
                said.replaceAll("(?s)(`{3,}|~{3,}).*?(\\1|$)", "")
                        .replaceAll("(?m)^[ \\t]*+\\|.*$", "")
                        .replaceAll("\n{3,}", "\n\n")
                        .strip();
        return plain.length() <= MOST_CHARS ? plain : plain.substring(0, MOST_CHARS) + "…";
    }
}
