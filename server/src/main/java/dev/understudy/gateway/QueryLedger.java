package dev.understudy.gateway;

import dev.understudy.chat.TokenUsage;
import dev.understudy.execution.Outcome;
import dev.understudy.quota.Admission;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.QuotaWindow;
import dev.understudy.quota.Reservation;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;
import dev.understudy.usage.QueryEntry;
import dev.understudy.usage.UsageLedger;
import io.vertx.core.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one query writes into the ledger. Replies come back on the query's event loop. A ledger that
 * fails here is reported and holds nobody up: what it must count was counted by the reservation.
 */
final class QueryLedger {
    private static final Logger LOG = LoggerFactory.getLogger(QueryLedger.class);

    private final UsageLedger ledger;
    private final InstantSource instants;
    private final Context context;
    private final Query query;
    private final Instant startedAt;
    private final List<CompletableFuture<?>> writes = new ArrayList<>();

    QueryLedger(UsageLedger ledger, InstantSource instants, Context context, Query query) {
        this.ledger = ledger;
        this.instants = instants;
        this.context = context;
        this.query = query;
        this.startedAt = instants.instant();
    }

    AttemptStart begins(int number, String model, boolean metered) {
        return new AttemptStart(
                query.id(), number, model, metered, query.user(), Route.CHAT, instants.instant());
    }

    void reserve(AttemptStart attempt, Consumer<Admission> then) {
        onLoop(
                ledger.reserve(attempt),
                (admission, failure) ->
                        then.accept(
                                admission != null
                                        ? admission
                                        : new Admission.Unusable(String.valueOf(failure))));
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
     * The query has ended; {@code then} runs when all that it wrote is durable, with the quota
     * after it.
     */
    void ended(
            Outcome outcome,
            @Nullable String model,
            int attempts,
            Consumer<@Nullable QuotaStatus> then) {
        written(
                ledger.record(
                        new QueryEntry(
                                query.id(),
                                query.user(),
                                query.conversation(),
                                Route.CHAT,
                                outcome.wireName(),
                                model,
                                attempts,
                                startedAt,
                                instants.instant())));
        var all = CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new));
        var quota = ledger.quotaStatus().toCompletableFuture();
        onLoop(
                all.handle((_, _) -> true).thenCombine(quota, (_, status) -> status),
                (status, _) -> then.accept(status));
    }

    private void written(CompletionStage<Void> write) {
        writes.add(
                write.toCompletableFuture()
                        .whenComplete((_, failure) -> {
                            if (failure != null) {
                                LOG.warn(
                                        "The ledger could not write the end of query {}: {}",
                                        query.id(),
                                        failure.getMessage());
                            }
                        }));
    }

    private interface Reply<T> {
        void accept(@Nullable T value, @Nullable Throwable failure);
    }

    private <T> void onLoop(CompletionStage<T> stage, Reply<T> reply) {
        stage.whenComplete(
                (value, failure) -> context.runOnContext(_ -> reply.accept(value, failure)));
    }
}
