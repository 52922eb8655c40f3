package dev.understudy.usage;

import dev.understudy.chat.TokenUsage;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was decided or that happened on the way of a query, and why. No variant carries
 * text of a user, of an answer or of an upstream: only our own words, names from the configuration
 * and numbers.
 */
public sealed interface TrailEvent {
    /** An attempt was let in and begins. */
    record AttemptBegan(int attempt, String model, boolean metered) implements TrailEvent {}

    /**
     * An attempt has ended.
     *
     * @param result {@link AttemptEnd#OK}, or the failure's summary
     * @param usage tokens of all its calls
     */
    record AttemptEnded(int attempt, String model, String result, TokenUsage usage)
            implements TrailEvent {}

    /** Nothing is sent for so long, and then the model is asked again. */
    record Waiting(long millis, String model, WaitReason why) implements TrailEvent {}

    /** Why a query waits. */
    enum WaitReason {
        /** The usual delay, so that the model can recover. */
        RETRY_DELAY,
        /** The model's server said how long. */
        RETRY_AFTER;

        public String wireName() {
            return lowerCase(this);
        }
    }

    /**
     * A model was not asked, and no attempt was used.
     *
     * @param retryInMillis after which time its breaker lets the next one through; null where it
     *     was not the breaker
     */
    record PassedOver(String model, Obstacle why, @Nullable Long retryInMillis)
            implements TrailEvent {}

    /** What stood in the way of a model. */
    enum Obstacle {
        BREAKER_OPEN,
        /** The operator took it out. */
        TAKEN_OUT,
        QUOTA_SPENT,
        /** The ledger could not count, so nothing metered was asked. */
        LEDGER_UNUSABLE;

        public String wireName() {
            return lowerCase(this);
        }
    }

    /**
     * The request was sent again without what the model cannot do.
     *
     * @param without capabilities that were done without, in lower case
     */
    record Adapted(String model, List<String> without) implements TrailEvent {
        public Adapted {
            without = List.copyOf(without);
        }
    }

    /** The model found the request too long; it was sent again without so many turns in all. */
    record Trimmed(String model, int turns) implements TrailEvent {}

    /** By our own count so many turns did not fit, and were not sent. */
    record TurnsLeftOut(String model, int turns) implements TrailEvent {}

    /** The attempt goes on with the text that is there from an attempt before. */
    record Rescued(String model) implements TrailEvent {}

    /** An answer that was cut by its length is continued by the same model. */
    record Continued(String model) implements TrailEvent {}

    /**
     * A team has done something.
     *
     * @param step what kind of agent step
     * @param rows rows of a statement's result; null for other steps
     * @param millis how long that statement took; null for other steps
     */
    record TeamStep(String step, @Nullable Integer rows, @Nullable Long millis)
            implements TrailEvent {}

    /** So many entries that would stand here did not fit into the trail. */
    record LeftOut(int entries) implements TrailEvent {}

    /**
     * The query has ended; always the last one.
     *
     * @param outcome the outcome's wire name
     * @param why the cause or the refusal, in lower case; null where the outcome says it all
     */
    record Stopped(String outcome, @Nullable String why) implements TrailEvent {}

    /** Its name in JSON. */
    default String wireName() {
        return switch (this) {
            case AttemptBegan _ -> "attempt_began";
            case AttemptEnded _ -> "attempt_ended";
            case Waiting _ -> "waiting";
            case PassedOver _ -> "passed_over";
            case Adapted _ -> "adapted";
            case Trimmed _ -> "trimmed";
            case TurnsLeftOut _ -> "turns_left_out";
            case Rescued _ -> "rescued";
            case Continued _ -> "continued";
            case TeamStep _ -> "team_step";
            case LeftOut _ -> "left_out";
            case Stopped _ -> "stopped";
        };
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
