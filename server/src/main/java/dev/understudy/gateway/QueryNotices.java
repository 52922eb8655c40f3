package dev.understudy.gateway;

import dev.understudy.chat.FinishReason;
import dev.understudy.chat.TokenUsage;
import dev.understudy.execution.NextStep;
import dev.understudy.model.Chain;
import dev.understudy.model.ModelProfile;
import dev.understudy.notice.AnswerNotices;
import dev.understudy.notice.Notice;
import dev.understudy.quota.QuotaStatus;
import org.jspecify.annotations.Nullable;

/** Which notices one query gives, and when. On its event loop only. */
final class QueryNotices {
    private final Query query;
    private final Chain chain;
    private final ModelHealth health;
    private final GatewayOptions options;
    private final AnswerNotices answer;
    private final AnswerListener listener;
    private @Nullable FittedRequest sent;

    QueryNotices(Gateway gateway, Chain chain, Query query, AnswerListener listener) {
        this.query = query;
        this.chain = chain;
        this.health = gateway.health();
        this.options = gateway.options();
        // Of the user, too: who guesses a conversation's name must not take its notices.
        var conversation = query.user() + '\n' + query.conversation();
        this.answer = new AnswerNotices(gateway.noticeOnce(), conversation, query.told());
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

    /** Something of this attempt becomes visible; told once for each attempt. */
    void visible(AttemptRun running) {
        if (!running.firstAnnounced()) {
            return;
        }
        if (options.notifyOnFallback()) {
            long outage = health.of(chain.primary()).outage();
            answer.visible(chain, running.step().index(), outage).ifPresent(this::tell);
        }
        aboutRequest(running.model());
    }

    /** Remembers what is sent, for {@link #aboutRequest}. */
    FittedRequest fitted(FittedRequest request) {
        sent = request;
        return request;
    }

    /** What the model that now answers was not given. */
    private void aboutRequest(ModelProfile model) {
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
