package dev.understudy.gateway;

import dev.understudy.chat.TokenUsage;
import dev.understudy.execution.Happened;
import dev.understudy.execution.NextStep;
import dev.understudy.failure.CallFailure;
import dev.understudy.health.Permission;
import dev.understudy.quota.Admission;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.Reservation;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one query's attempts in: asks the breaker, then the ledger, and takes back what was given
 * when the attempt has ended. On the query's event loop only.
 */
final class AttemptAdmission {
    /** What an attempt that was let in holds, and must give back once. */
    record Pass(
            NextStep.Attempt attempt,
            Permission.Allowed permission,
            AttemptStart start,
            @Nullable Reservation reservation) {}

    /** Hears whether an attempt may begin; one of the two, once. */
    interface Asker {
        void admitted(Pass pass);

        void refused(Happened why);

        /** Whether the answer interests nobody any more; then neither of the two is called. */
        boolean gone();
    }

    private static final Logger LOG = LoggerFactory.getLogger(AttemptAdmission.class);

    private final ModelHealth health;
    private final QueryLedger ledger;
    private final QueryNotices notices;

    AttemptAdmission(ModelHealth health, QueryLedger ledger, QueryNotices notices) {
        this.health = health;
        this.ledger = ledger;
        this.notices = notices;
    }

    /**
     * @param expectedTokens what the attempt's first call may cost; asked only where that counts
     */
    void ask(NextStep.Attempt attempt, LongSupplier expectedTokens, Asker asker) {
        var breaker = health.of(attempt.model());
        var permission = attempt.insist() ? breaker.insist() : breaker.acquire();
        switch (permission) {
            case Permission.Denied(var retryIn) -> asker.refused(new Happened.Denied(retryIn));
            case Permission.TakenOut() -> asker.refused(new Happened.TakenOut());
            case Permission.Allowed allowed -> count(attempt, allowed, expectedTokens, asker);
        }
    }

    private void count(
            NextStep.Attempt attempt,
            Permission.Allowed permission,
            LongSupplier expectedTokens,
            Asker asker) {
        var model = attempt.model();
        var start = ledger.begins(attempt.number(), model, expectedTokens);
        if (!ledger.counts(model)) {
            asker.admitted(new Pass(attempt, permission, start, null));
            return;
        }
        ledger.reserve(
                start,
                admission -> {
                    switch (admission) {
                        case Admission.Granted(var reservation, var standing) ->
                                granted(
                                        new Pass(attempt, permission, start, reservation),
                                        standing.tightest(),
                                        asker);
                        case Admission.Spent(var status) -> {
                            notices.quotaSpent(status);
                            refuse(attempt, permission, new Happened.NoPlaceLeft(status), asker);
                        }
                        // It costs nothing, so it goes on although it cannot be counted now.
                        case Admission.Unusable _ when !model.metered() ->
                                enter(new Pass(attempt, permission, start, null), asker);
                        case Admission.Unusable(var reason) -> {
                            LOG.error(
                                    "The ledger cannot count, so {} is not asked: {}",
                                    model.id(),
                                    reason);
                            refuse(attempt, permission, new Happened.CannotCount(), asker);
                        }
                    }
                });
    }

    private void refuse(
            NextStep.Attempt attempt, Permission.Allowed permission, Happened why, Asker asker) {
        health.of(attempt.model()).ignored(permission);
        if (!asker.gone()) {
            asker.refused(why);
        }
    }

    private void granted(Pass pass, QuotaStatus status, Asker asker) {
        if (asker.gone() || !notices.mayWarn(status)) {
            enter(pass, asker);
            return;
        }
        ledger.claimWarning(
                status.window(),
                first -> {
                    if (first && !asker.gone()) {
                        notices.quotaWarning(status);
                    }
                    enter(pass, asker);
                });
    }

    private void enter(Pass pass, Asker asker) {
        if (asker.gone()) {
            failed(pass, new CallFailure.Cancelled(), false, TokenUsage.NONE);
        } else {
            asker.admitted(pass);
        }
    }

    /**
     * The attempt went well.
     *
     * @param sent whether the upstream may have seen it
     */
    void succeeded(Pass pass, boolean sent, TokenUsage usage) {
        health.succeeded(pass.attempt().model(), pass.permission());
        ledger.ended(pass.start(), pass.reservation(), sent, AttemptEnd.OK, usage);
    }

    /** The attempt failed or was called off. */
    void failed(Pass pass, CallFailure failure, boolean sent, TokenUsage usage) {
        health.failed(pass.attempt().model(), pass.permission(), failure);
        ledger.ended(pass.start(), pass.reservation(), sent, failure.summary(), usage);
    }
}
