package dev.understudy.notice;

import dev.understudy.chat.TokenUsage;
import dev.understudy.quota.LimitScope;
import dev.understudy.quota.QuotaStatus;
import java.time.Duration;
import java.util.Locale;

/**
 * A message to the user about the service, never part of the answer. The title is one line; the
 * text is plain words, in Markdown where it helps, and may be empty. None carries text of an
 * upstream, and none says where it stands: it is in the middle of the answer for some readers and
 * above it for others. Figures are written in the digits 0 to 9 whatever the machine's locale.
 */
public sealed interface Notice {
    NoticeKind kind();

    /** The sign in front of the title. */
    default String sign() {
        return kind().sign();
    }

    String title();

    String text();

    /**
     * Whether it only says what is going on and is worth nothing afterwards: shown where there is a
     * place for progress, never written into an answer.
     */
    default boolean passing() {
        return false;
    }

    /** Whether the answer's own text says it as well: then it is not written into it once more. */
    default boolean saidInText() {
        return false;
    }

    /** An attempt failed; the next one begins, on the same model or on another. */
    record Retrying(
            String failedModel, String nextModel, int nextAttempt, int maxAttempts, Duration delay)
            implements Notice {
        @Override
        public NoticeKind kind() {
            return NoticeKind.RETRYING;
        }

        @Override
        public String title() {
            return String.format(
                    Locale.ROOT, "Trying again (attempt %d of %d)", nextAttempt, maxAttempts);
        }

        @Override
        public String text() {
            var next = nextModel.equals(failedModel) ? "it again" : nextModel;
            return delay.isZero()
                    ? "%s did not answer; asking %s.".formatted(failedModel, next)
                    : "%s did not answer; asking %s in %s."
                            .formatted(failedModel, next, Spoken.duration(delay));
        }

        @Override
        public boolean passing() {
            return true;
        }
    }

    /** Another model than the primary answers. */
    record FallbackEngaged(String primary, String fallback) implements Notice {
        @Override
        public NoticeKind kind() {
            return NoticeKind.FALLBACK_ENGAGED;
        }

        @Override
        public String title() {
            return "Notice: Using Fallback Model";
        }

        @Override
        public String text() {
            return """
            The primary model (%s) is not available at the moment, so %s answers instead.

            - ✅ Your question is still answered, and nothing of this conversation is lost.
            - ⚠️ The answer may be less good, and may take longer.
            - 🔁 As soon as the primary model is well again it is used again by itself, and you will be told.\
            """
                    .formatted(primary, fallback);
        }
    }

    /** The primary answers again. */
    record PrimaryRestored(String primary) implements Notice {
        @Override
        public NoticeKind kind() {
            return NoticeKind.PRIMARY_RESTORED;
        }

        @Override
        public String title() {
            return "Notice: Primary Model Restored";
        }

        @Override
        public String text() {
            return "The primary model (%s) is well again and answers from now on."
                    .formatted(primary);
        }
    }

    /** A limit of the quota nears its end. */
    record QuotaWarning(QuotaStatus status) implements Notice {
        @Override
        public NoticeKind kind() {
            return NoticeKind.QUOTA_WARNING;
        }

        @Override
        public String title() {
            return String.format(
                    Locale.ROOT,
                    "Quota Warning: %d/%d %s used (%d%%)",
                    status.used(),
                    status.limit(),
                    status.name().unit().wireName(),
                    Spoken.wholePercent(status));
        }

        @Override
        public String text() {
            var left = status.remaining() + (status.remaining() == 1 ? " is left" : " are left");
            return "%s until %s."
                    .formatted(
                            Spoken.isQuota(status.name())
                                    ? left
                                    : left + " of " + Spoken.limit(status.name()),
                            Spoken.reset(status));
        }
    }

    /** A limit of the quota is used up. {@code goingOn}: other models answer meanwhile. */
    record QuotaSpent(QuotaStatus status, boolean goingOn) implements Notice {
        @Override
        public NoticeKind kind() {
            return NoticeKind.QUOTA_SPENT;
        }

        @Override
        public String title() {
            return "Daily API Quota Exceeded";
        }

        @Override
        public String text() {
            var used =
                    String.format(
                            Locale.ROOT,
                            "%s %d/%d %s today%s.",
                            Spoken.whoUsed(status.name()),
                            status.used(),
                            status.limit(),
                            status.name().unit().wireName(),
                            Spoken.isQuota(status.name())
                                    ? ""
                                    : ", which is " + Spoken.limit(status.name()));
            var standIn =
                    status.name().scope() == LimitScope.MODEL ? "Another model" : "The local model";
            return goingOn
                    ? "%s\n\n%s answers until the quota resets at %s; its answers may be less good."
                            .formatted(used, standIn, Spoken.reset(status))
                    : "%s\n\nPlease try again after the quota resets at %s."
                            .formatted(used, Spoken.reset(status));
        }
    }

    /** Old turns did not fit into the model's context. */
    record TurnsLeftOut(int turns, String model) implements Notice {
        @Override
        public NoticeKind kind() {
            return NoticeKind.TURNS_LEFT_OUT;
        }

        @Override
        public String title() {
            return "Notice: Older Messages Left Out";
        }

        @Override
        public String text() {
            return "This conversation is longer than %s can read at once: its %s not taken into account."
                    .formatted(
                            model,
                            turns == 1
                                    ? "oldest question with its answer was"
                                    : turns + " oldest questions with their answers were");
        }
    }

    /** The model cannot see. */
    record ImageDropped(String model) implements Notice {
        @Override
        public NoticeKind kind() {
            return NoticeKind.IMAGE_DROPPED;
        }

        @Override
        public String title() {
            return "Notice: Image Not Seen";
        }

        @Override
        public String text() {
            return "%s cannot look at images; it answers from the text alone.".formatted(model);
        }
    }

    /** One model broke off in the middle of its answer; another one, or the same, goes on. */
    record AnswerContinued(String by) implements Notice {
        @Override
        public NoticeKind kind() {
            return NoticeKind.ANSWER_CONTINUED;
        }

        @Override
        public String title() {
            return "Notice: Answer Continued";
        }

        @Override
        public String text() {
            return "A model broke off in the middle of this answer; %s goes on where it ended."
                    .formatted(by);
        }
    }

    /** The answer ended because it was as long as an answer may be. */
    record AnswerCut(long tokens) implements Notice {
        @Override
        public NoticeKind kind() {
            return NoticeKind.ANSWER_CUT;
        }

        @Override
        public String title() {
            return "Notice: Answer Cut";
        }

        @Override
        public String text() {
            return "This answer is not whole: it reached its limit, after "
                    + tokens
                    + " tokens. Ask to go on for the rest.";
        }
    }

    /** No model answered; what could be computed was. */
    record AnsweredOffline() implements Notice {
        @Override
        public NoticeKind kind() {
            return NoticeKind.ANSWERED_OFFLINE;
        }

        @Override
        public String title() {
            return "Notice: Answered Without a Model";
        }

        @Override
        public String text() {
            return "This answer was computed exactly, and no model was used: none could be reached, or none gave an answer that could be used.";
        }
    }

    /**
     * No model answered, and the question could not be computed without one; {@code reason} says
     * why, and which words were not understood.
     */
    record OfflineDeclined(String reason) implements Notice {
        @Override
        public NoticeKind kind() {
            return NoticeKind.OFFLINE_DECLINED;
        }

        @Override
        public String title() {
            return "Notice: Not Understood Without a Model";
        }

        @Override
        public String text() {
            return reason;
        }
    }

    /** A limit ended the agents' work; {@code reason} names it. */
    record LimitReached(String reason) implements Notice {
        @Override
        public NoticeKind kind() {
            return NoticeKind.LIMIT_REACHED;
        }

        @Override
        public String title() {
            return "Notice: Limit Reached";
        }

        @Override
        public String text() {
            return reason + " What there was by then is the answer.";
        }

        @Override
        public boolean saidInText() {
            return true;
        }
    }

    /** What the query cost, for those who asked to see it. */
    record TokenCount(TokenUsage usage) implements Notice {
        @Override
        public NoticeKind kind() {
            return NoticeKind.TOKEN_COUNT;
        }

        @Override
        public String title() {
            return String.format(
                    Locale.ROOT,
                    "Tokens: %d (%d prompt, %d answer)%s",
                    usage.totalTokens(),
                    usage.promptTokens(),
                    usage.completionTokens(),
                    usage.estimated() ? ", estimated" : "");
        }

        @Override
        public String text() {
            return "";
        }
    }
}
