package dev.understudy.gateway;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.FinishReason;
import dev.understudy.chat.TokenUsage;
import dev.understudy.context.HistoryTrimmer;
import dev.understudy.execution.AnswerSoFar;
import dev.understudy.execution.Outcome;
import dev.understudy.model.Capability;
import dev.understudy.model.ModelProfile;
import java.util.List;
import java.util.Set;

/**
 * One call as it was asked for, over all attempts and pieces that it takes to get it answered: what
 * to ask of a model now, and what its hearer hears. On the query's event loop only.
 */
final class AskedCall {
    /** Hears of one call; {@link #finished} or {@link #gaveUp} ends it, once. */
    interface Hearer {
        /**
         * Whether the user sees what the model says as it comes. If not, events are held until the
         * reply is whole: one that breaks off was never seen.
         */
        boolean shown();

        void event(ChatEvent event);

        void finished(FinishReason reason, String model, TokenUsage usage);

        void gaveUp(Outcome outcome);
    }

    private final Hearer hearer;
    private final QueryNotices notices;
    private final AnswerSoFar answer;
    private TokenUsage usage = TokenUsage.NONE;
    private String model = "";

    AskedCall(ChatRequest request, Hearer hearer, QueryNotices notices) {
        this.hearer = hearer;
        this.notices = notices;
        this.answer = new AnswerSoFar(request, hearer.shown());
    }

    Hearer hearer() {
        return hearer;
    }

    AnswerSoFar answer() {
        return answer;
    }

    /** The request as this model can take it now. */
    FittedRequest fitted(ModelProfile by, Set<Capability> without, HistoryTrimmer trimmer) {
        return FittedRequest.of(answer.request(), answer.goesOn(), by, without, trimmer);
    }

    /** What this call may cost of a model: the prompt and the longest answer. */
    long expectedTokens(ModelProfile by, Set<Capability> without, HistoryTrimmer trimmer) {
        var fitted = fitted(by, without, trimmer);
        return (long) fitted.promptTokens() + fitted.request().maxTokens();
    }

    /** The same with a shorter history than {@code before}, where there is any to leave out. */
    FittedRequest shorter(
            FittedRequest before,
            ModelProfile by,
            Set<Capability> without,
            HistoryTrimmer trimmer) {
        return before.shorter(answer.request(), answer.goesOn(), by, without, trimmer);
    }

    /** The model of this attempt said something. */
    void heard(AttemptRun running, ChatEvent event) {
        show(running, answer.heard(event));
    }

    /**
     * A piece by the model of this attempt is whole.
     *
     * @param used what that piece took
     */
    void pieceEnded(AttemptRun running, FinishReason reason, TokenUsage used) {
        show(running, answer.pieceEnded(reason, used.completionTokens()));
        notices.visible(running);
        tellIfJoined(running);
        model = running.model().id();
        usage = usage.plus(used);
    }

    private void show(AttemptRun running, List<ChatEvent> events) {
        for (var event : events) {
            if (!(event instanceof ChatEvent.Thinking)) {
                notices.visible(running);
            }
            tellIfJoined(running);
            hearer.event(event);
        }
    }

    private void tellIfJoined(AttemptRun running) {
        if (answer.joins()) {
            notices.goesOn(running.model());
        }
    }

    /** What there is becomes the answer. */
    void accept(FinishReason reason) {
        answer.whole().forEach(hearer::event);
        hearer.finished(reason, model, usage);
    }
}
