package dev.understudy.notice;

import dev.understudy.model.Chain;
import dev.understudy.quota.QuotaStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one query's conversation is to be told when an answer becomes visible: that a fallback
 * answers, that the primary is back, that others go on for want of quota. Each is told once, as
 * {@link NoticeOnce} remembers. A front end's own tasks share their chat's conversation and are
 * read by nobody: they are told nothing and change nothing. One thread at a time.
 */
public final class AnswerNotices {
    private final NoticeOnce once;
    private final String conversation;
    private final boolean told;
    private @Nullable QuotaStatus spent;

    /**
     * @param told whether anybody reads what is told
     */
    public AnswerNotices(NoticeOnce once, String conversation, boolean told) {
        this.once = once;
        this.conversation = conversation;
        this.told = told;
    }

    /**
     * The query begins. A request without an assistant's turn starts its conversation, whatever had
     * its name before.
     */
    public void begin(boolean startsConversation) {
        if (told && startsConversation) {
            once.begin(conversation);
        }
    }

    /** No place was left for a metered model. */
    public void quotaSpent(QuotaStatus status) {
        spent = status;
    }

    /**
     * The answer of the model at {@code index} becomes visible.
     *
     * @param outage the primary's, as its breaker numbers them
     */
    public Optional<Notice> visible(Chain chain, int index, long outage) {
        if (!told) {
            return Optional.empty();
        }
        if (index == 0) {
            return chain.size() > 1 && once.tellRestored(conversation)
                    ? Optional.of(new Notice.PrimaryRestored(chain.primary().id()))
                    : Optional.empty();
        }
        if (spent != null) {
            return once.tellSpent(conversation, spent.window().start().toString())
                    ? Optional.of(new Notice.QuotaSpent(spent, true))
                    : Optional.empty();
        }
        return once.tellFallback(conversation, outage)
                ? Optional.of(
                        new Notice.FallbackEngaged(chain.primary().id(), chain.get(index).id()))
                : Optional.empty();
    }
}
