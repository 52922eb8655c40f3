package dev.understudy.gateway;

import dev.understudy.chat.ChatEvent;
import dev.understudy.data.result.Chart;
import dev.understudy.notice.Notice;

/**
 * Hears a query's answer: notices and events in the order in which they happen, then {@link #ended}
 * exactly once. Called on the event loop that the query was started on.
 */
public interface AnswerListener {
    /** Something about the service that the user is to be told. */
    void notice(Notice notice);

    /** What a team is doing; never part of the answer. */
    void step(AgentStep step);

    /** A picture as part of the answer. */
    void chart(Chart chart);

    /** Text, thinking or tool calls; {@link ChatEvent.Finished} never comes here. */
    void event(ChatEvent event);

    /** The query has ended; what it used is in the ledger. */
    void ended(Answer answer);
}
