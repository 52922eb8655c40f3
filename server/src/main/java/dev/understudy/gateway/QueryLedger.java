package dev.understudy.gateway;

import dev.understudy.alert.ServiceEvent;
import dev.understudy.alert.ServiceWatch;
import dev.understudy.chat.TokenUsage;
import dev.understudy.execution.Outcome;
import dev.understudy.model.ModelProfile;
import dev.understudy.quota.Admission;
import dev.understudy.quota.Claim;
import dev.understudy.quota.Limits;
import dev.understudy.quota.QuotaWindow;
import dev.understudy.quota.Reservation;
import dev.understudy.quota.Standing;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;
import dev.understudy.usage.QueryEntry;
import dev.understudy.usage.UsageLedger;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one query writes into the ledger. Replies come back on the query's event loop. A ledger that
 * fails here is reported and holds nobody up: what it must count was counted by the reservation.
 */
final class QueryLedger {
    private static final Logger LOG = LoggerFactory.getLogger(QueryLedger.class);

    /**
     * How long an answer waits for the ledger: a disk that stalls without an error must not hold a
     * query for ever.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final UsageLedger ledger;
    private final Limits limits;
    private final InstantSource instants;
    private final ServiceWatch watch;
    private final Context context;
    private final Query query;
    private final Instant startedAt;
    private final QueryTrail trail;
    private final List<CompletableFuture<?>> writes = new ArrayList<>();
    private final AtomicBoolean troubleLogged = new AtomicBoolean();

    QueryLedger(Gateway gateway, Context context, Query query) {
        this.vertx = gateway.vertx();
        this.ledger = gateway.ledger();
        this.limits = gateway.options().limits();
        this.instants = gateway.instants();
        this.watch = gateway.watch();
        this.context = context;
        this.query = query;
        this.startedAt = instants.instant();
        this.trail = new QueryTrail(gateway.ticker());
    }

    /** What is decided on the query's way; written with its end. */
    QueryTrail trail() {
        return trail;
    }

    /**
     * @param expectedTokens what its first call may cost; asked only where a limit counts tokens
     */
    AttemptStart begins(int number, ModelProfile model, LongSupplier expectedTokens) {
        return new AttemptStart(
                query.id(),
                number,
                model.id(),
                model.metered(),
                query.user(),
                query.route(),
                instants.instant(),
                query.key(),
                query.keyLimit(),
                limits.countTokens() ? expectedTokens.getAsLong() : 0);
    }

    /** Whether attempts on a model take places: it is metered, or has limits of its own. */
    boolean counts(ModelProfile model) {
        return model.metered() || limits.bindModel(model.id());
    }

    /** Asks for a place; one that is granted too late is given back at once. */
    void reserve(AttemptStart attempt, Consumer<Admission> then) {
        var asked = ledger.reserve(attempt);
        onLoop(
                asked,
                (admission, failure) -> {
                    if (failure instanceof TimeoutException) {
                        asked.thenAccept(late -> context.runOnContext(_ -> giveBack(late)));
                    }
                    var answer =
                            admission != null ? admission : new Admission.Unusable(reason(failure));
                    watch.saw(new ServiceEvent.PlaceAsked(answer));
                    then.accept(answer);
                });
    }

    private void giveBack(Admission late) {
        if (late instanceof Admission.Granted(var reservation, _)) {
            var end = new AttemptEnd(instants.instant(), "granted too late", TokenUsage.NONE);
            written(ledger.release(reservation, end));
        }
    }

    /** The attempt has ended; {@code reservation} is null for a model that is not metered. */
    void ended(
            AttemptStart attempt,
            @Nullable Reservation reservation,
            boolean sent,
            String result,
            TokenUsage usage) {
        var end = new AttemptEnd(instants.instant(), result, usage);
        if (reservation == null) {
            written(ledger.record(attempt, end));
        } else if (sent) {
            written(ledger.settle(reservation, end));
        } else {
            written(ledger.release(reservation, end));
        }
    }

    void claimWarning(QuotaWindow window, Consumer<Boolean> then) {
        onLoop(
                ledger.claimWarning(query.user(), window),
                (first, _) -> then.accept(first != null && first));
    }

    /**
     * The query has ended; {@code then} runs when all that it wrote is durable, with the limits
     * after it: those that its user meets with the next question.
     *
     * @param next the model that this would go to
     */
    void ended(
            Outcome outcome,
            @Nullable String model,
            int attempts,
            ModelProfile next,
            Consumer<@Nullable Standing> then) {
        watch.saw(new ServiceEvent.QueryEnded(outcome));
        written(
                ledger.record(
                        new QueryEntry(
                                query.id(),
                                query.user(),
                                query.conversation(),
                                query.route(),
                                outcome.wireName(),
                                model,
                                attempts,
                                startedAt,
                                instants.instant(),
                                trail.stopped(outcome))));
        var all = CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new));
        var claim =
                new Claim(query.user(), query.key(), query.keyLimit(), next.id(), next.metered());
        var limitsNow = ledger.standing(claim).toCompletableFuture();
        onLoop(
                all.handle((_, _) -> true).thenCombine(limitsNow, (_, standing) -> standing),
                (standing, _) -> then.accept(standing));
    }

    private void written(CompletionStage<Void> write) {
        writes.add(
                write.toCompletableFuture()
                        .whenComplete((_, failure) -> {
                            if (failure != null && troubleLogged.compareAndSet(false, true)) {
                                LOG.warn(
                                        "The end of query {} could not be written at once: {}",
                                        query.id(),
                                        reason(cause(failure)));
                            }
                        }));
    }

    /** The ledger's own words, without the names of classes. */
    private static String reason(@Nullable Throwable failure) {
        var message = failure == null ? null : failure.getMessage();
        return message == null ? String.valueOf(failure) : message;
    }

    private interface Reply<T> {
        void accept(@Nullable T value, @Nullable Throwable failure);
    }

    /** The reply comes once, on the loop: the ledger's, or that it did not answer in time. */
    private <T> void onLoop(CompletionStage<T> stage, Reply<T> reply) {
        var timer = new CompletableFuture<T>();
        long id =
                vertx.setTimer(
                        PATIENCE.toMillis(),
                        _ ->
                                timer.completeExceptionally(
                                        new TimeoutException(
                                                "the ledger did not answer in "
                                                        + PATIENCE.toSeconds()
                                                        + " s")));
        stage.applyToEither(timer, value -> value)
                .whenComplete((value, failure) ->
                        context.runOnContext(_ -> {
                            vertx.cancelTimer(id);
                            reply.accept(value, cause(failure));
                        }));
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }
}
