package dev.understudy.gateway;

import dev.understudy.chat.FinishReason;
import dev.understudy.chat.TokenUsage;
import dev.understudy.execution.NextStep;
import dev.understudy.model.Chain;
import dev.understudy.model.ModelProfile;
import dev.understudy.notice.Notice;
import dev.understudy.notice.NoticeOnce;
import dev.understudy.quota.QuotaStatus;
import org.jspecify.annotations.Nullable;

/** Which notices one query gives, and when. On its event loop only. */
final class QueryNotices {
    private final Query query;
    private final GatewayOptions options;
    private final NoticeOnce once;
    private final AnswerListener listener;
    private @Nullable QuotaStatus spent;
    private @Nullable FittedRequest sent;

    QueryNotices(Query query, GatewayOptions options, NoticeOnce once, AnswerListener listener) {
        this.query = query;
        this.options = options;
        this.once = once;
        this.listener = listener;
    }

    /**
     * A request without an assistant's turn starts its conversation, whatever had its name before.
     */
    void begin() {
        if (query.told() && query.request().startsConversation()) {
            once.begin(query.conversation());
        }
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
        spent = status;
    }

    void primaryAnswers(Chain chain) {
        if (query.told()
                && options.notifyOnFallback()
                && chain.size() > 1
                && once.tellRestored(query.conversation())) {
            tell(new Notice.PrimaryRestored(chain.primary().id()));
        }
    }

    void fallbackAnswers(ModelProfile primary, ModelProfile fallback, long outage) {
        if (!query.told() || !options.notifyOnFallback()) {
            return;
        }
        if (spent != null) {
            if (once.tellSpent(query.conversation(), spent.window().start().toString())) {
                tell(new Notice.QuotaSpent(spent, true));
            }
        } else if (once.tellFallback(query.conversation(), outage)) {
            tell(new Notice.FallbackEngaged(primary.id(), fallback.id()));
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

    void computed() {
        tell(new Notice.AnsweredOffline());
    }

    void limitReached(String reason) {
        tell(new Notice.LimitReached(reason));
    }

    void answered(FinishReason reason, int maxTokens, TokenUsage usage) {
        if (reason == FinishReason.LENGTH) {
            tell(new Notice.AnswerCut(maxTokens));
        }
        if (options.showTokenCount()) {
            tell(new Notice.TokenCount(usage));
        }
    }
}
