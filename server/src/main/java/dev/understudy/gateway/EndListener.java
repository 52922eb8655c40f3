package dev.understudy.gateway;

import dev.understudy.chat.ChatEvent;
import dev.understudy.data.result.Chart;
import dev.understudy.notice.Notice;

/** Hears how a query ended, and nothing else of it. */
@FunctionalInterface
public interface EndListener extends AnswerListener {
    @Override
    default void notice(Notice notice) {}

    @Override
    default void step(AgentStep step) {}

    @Override
    default void chart(Chart chart) {}

    @Override
    default void event(ChatEvent event) {}
}
