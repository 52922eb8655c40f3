package dev.understudy.web;

import dev.understudy.gateway.AnswerListener;
import dev.understudy.gateway.RunningQuery;

/** Writes a query's answer to its client. On the request's event loop only. */
sealed interface AnswerWriter extends AnswerListener permits StreamedAnswer, WholeAnswer {
    /** The query runs; called once, before the listener hears anything. */
    void started(RunningQuery query);

    /** The connection is closed; harmless when the answer has ended. */
    void clientGone();
}
