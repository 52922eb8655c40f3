package dev.understudy.gateway;

import dev.understudy.chat.FinishReason;
import dev.understudy.chat.TokenUsage;
import dev.understudy.execution.NextStep;
import dev.understudy.model.Chain;
import dev.understudy.model.ModelProfile;
import dev.understudy.notice.AnswerNotices;
import dev.understudy.notice.Notice;
import dev.understudy.notice.NoticeOnce;
import dev.understudy.quota.QuotaStatus;
import org.jspecify.annotations.Nullable;

/** Which notices one query gives, and when. On its event loop only. */
final class QueryNotices {
    private final Query query;
    private final GatewayOptions options;
    private final AnswerNotices answer;
    private final AnswerListener listener;
    private @Nullable FittedRequest sent;

    QueryNotices(Query query, GatewayOptions options, NoticeOnce once, AnswerListener listener) {
        this.query = query;
        this.options = options;
        this.answer = new AnswerNotices(once, query.conversation(), query.told());
        this.listener = listener;
    }

    void begin() {
        answer.begin(query.request().startsConversation());
    }

    private void tell(Notice notice) {
        if (query.told()) {
            listener.notice(notice);
        }
    }

    void retrying(ModelProfile failed, NextStep.Attempt next) {
        tell(
                new Notice.Retrying(
                        failed.id(),
                        next.model().id(),
                        next.number(),
                        options.maxAttempts(),
                        next.delay()));
    }

    boolean mayWarn(QuotaStatus status) {
        return query.told() && options.notifyOnQuotaWarning() && status.approaching();
    }

    void quotaWarning(QuotaStatus status) {
        tell(new Notice.QuotaWarning(status));
    }

    /**
     * No place was left for a metered model; if another one goes on, that one's first word says so.
     */
    void quotaSpent(QuotaStatus status) {
        answer.quotaSpent(status);
    }

    /**
     * The answer of the model at {@code index} becomes visible.
     *
     * @param outage the primary's
     */
    void visible(Chain chain, int index, long outage) {
        if (options.notifyOnFallback()) {
            answer.visible(chain, index, outage).ifPresent(this::tell);
        }
    }

    /** Remembers what is sent, for {@link #aboutRequest}. */
    FittedRequest fitted(FittedRequest request) {
        sent = request;
        return request;
    }

    /** What the model that now answers was not given. */
    void aboutRequest(ModelProfile model) {
        if (sent != null && sent.turnsLeftOut() > 0) {
            tell(new Notice.TurnsLeftOut(sent.turnsLeftOut(), model.id()));
        }
        if (sent != null && sent.imagesDropped()) {
            tell(new Notice.ImageDropped(model.id()));
        }
    }

    void goesOn(ModelProfile model) {
        tell(new Notice.AnswerContinued(model.id()));
    }

    void computed() {
        tell(new Notice.AnsweredOffline());
    }

    void declined(String why) {
        tell(new Notice.OfflineDeclined(why));
    }

    void limitReached(String reason) {
        tell(new Notice.LimitReached(reason));
    }

    void answered(FinishReason reason, TokenUsage usage) {
        if (reason == FinishReason.LENGTH) {
            tell(new Notice.AnswerCut(usage.completionTokens()));
        }
        if (options.showTokenCount()) {
            tell(new Notice.TokenCount(usage));
        }
    }
}
