package dev.understudy.alert;

import static java.util.Objects.requireNonNull;

import dev.understudy.execution.Cause;
import dev.understudy.execution.Outcome;
import dev.understudy.failure.CallFailure;
import dev.understudy.health.HealthStatus;
import dev.understudy.quota.Admission;
import dev.understudy.quota.LimitScope;
import dev.understudy.quota.LimitUnit;
import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.Standing;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns what happens into alerts: one for each change of a model, the quota, the ledger or the
 * queries, however many queries see it. Reads no clock; one thread at a time ({@link AlertBoard}
 * sees to that).
 */
final class AlertRules {
    /** One may have been the question's own fault; two in a row are the service's. */
    private static final int FAILED_IN_A_ROW = 2;

    private final List<String> models;
    private final OnExceeded onExceeded;
    private final Map<String, Subject> modelSubjects = new LinkedHashMap<>();
    private final Map<String, Long> recoveries = new HashMap<>();
    private final Set<String> takenOut = new HashSet<>();
    private final Map<LimitUnit, Subject> quotas = new EnumMap<>(LimitUnit.class);
    private final Map<LimitUnit, QuotaLevels> levels = new EnumMap<>(LimitUnit.class);
    private final Subject ledger;
    private boolean fileUnusable;
    private final Subject directory;
    private final Subject queries;
    private int failedInARow;

    /**
     * @param models the chain, in the order they are asked
     * @param quiet for how long the same alert is not told again
     */
    AlertRules(List<String> models, OnExceeded onExceeded, Duration quiet) {
        this.models = List.copyOf(models);
        this.onExceeded = onExceeded;
        models.forEach(model -> modelSubjects.put(model, new Subject(quiet)));
        for (var unit : LimitUnit.values()) {
            quotas.put(unit, new Subject(quiet));
            levels.put(unit, new QuotaLevels());
        }
        this.ledger = new Subject(quiet);
        this.directory = new Subject(quiet);
        this.queries = new Subject(quiet);
    }

    /** The alerts to tell after this. */
    List<ToldAlert> saw(ServiceEvent event, Moment now) {
        return switch (event) {
            case ServiceEvent.ModelOpened opened -> opened(opened, now).stream().toList();
            case ServiceEvent.ModelRecovered(var model, var status) ->
                    recovered(model, status, now).stream().toList();
            // What the operator does is no news to the operator.
            case ServiceEvent.ModelTakenOut(var model) -> {
                takenOut.add(model);
                yield List.of();
            }
            case ServiceEvent.ModelReset(var model, var status) -> {
                reset(model, status);
                yield List.of();
            }
            case ServiceEvent.PlaceAsked(var admission) -> asked(admission, now);
            case ServiceEvent.LedgerUnusable(var reason) -> {
                fileUnusable = true;
                yield ledger.becomes(new Alert.LedgerUnusable(reason), now).stream().toList();
            }
            case ServiceEvent.LedgerUsable() -> {
                fileUnusable = false;
                yield ledger.becomes(new Alert.LedgerUsable(), now).stream().toList();
            }
            case ServiceEvent.DirectoryUnreachable(var reason) ->
                    directory.becomes(new Alert.DirectoryUnreachable(reason), now).stream()
                            .toList();
            case ServiceEvent.DirectoryReachable() ->
                    directory.becomes(new Alert.DirectoryReachable(), now).stream().toList();
            case ServiceEvent.QueryEnded(var outcome) -> ended(outcome, now).stream().toList();
        };
    }

    /** The alerts that waited and are to be told now. */
    List<ToldAlert> due(Moment now) {
        return Stream.of(
                        modelSubjects.values().stream(),
                        quotas.values().stream(),
                        Stream.of(ledger, directory, queries))
                .flatMap(subjects -> subjects)
                .flatMap(subject -> subject.due(now).stream())
                .toList();
    }

    private Optional<ToldAlert> opened(ServiceEvent.ModelOpened opened, Moment now) {
        var model = opened.model();
        var subject = modelSubjects.get(model);
        // Reports of two threads may cross: an outage that ended before this came is history.
        if (subject == null || opened.status().recoveries() < recoveries.getOrDefault(model, 0L)) {
            return Optional.empty();
        }
        if (needsOperator(opened.failure())) {
            return subject.becomes(
                    new Alert.ModelNeedsOperator(model, opened.failure(), standIn(model)), now);
        }
        // A server that is away now says nothing of the key that it refused before.
        if (subject.kind() == AlertKind.MODEL_NEEDS_OPERATOR) {
            return Optional.empty();
        }
        return subject.becomes(
                new Alert.ModelOut(
                        model, opened.failure(), opened.status().retryIn(), standIn(model)),
                now);
    }

    private static boolean needsOperator(CallFailure failure) {
        return switch (failure) {
            case CallFailure.AccessDenied _, CallFailure.ModelNotFound _ -> true;
            case CallFailure.Unreachable _,
                    CallFailure.TooSlow _,
                    CallFailure.Overloaded _,
                    CallFailure.ProviderQuotaSpent _,
                    CallFailure.BrokenAnswer _,
                    CallFailure.CapabilityMissing _,
                    CallFailure.ContextTooLong _,
                    CallFailure.InvalidRequest _,
                    CallFailure.Cancelled _ ->
                    false;
        };
    }

    /** The first other model of the chain that is well. */
    private @Nullable String standIn(String model) {
        for (var other : models) {
            var subject = modelSubjects.get(other);
            if (!other.equals(model)
                    && !takenOut.contains(other)
                    && subject != null
                    && !subject.inTrouble()) {
                return other;
            }
        }
        return null;
    }

    private Optional<ToldAlert> recovered(String model, HealthStatus status, Moment now) {
        recoveries.merge(model, status.recoveries(), Math::max);
        var subject = modelSubjects.get(model);
        return subject == null
                ? Optional.empty()
                : subject.becomes(new Alert.ModelBack(model), now);
    }

    private void reset(String model, HealthStatus status) {
        takenOut.remove(model);
        recoveries.merge(model, status.recoveries(), Math::max);
        var subject = modelSubjects.get(model);
        if (subject != null) {
            subject.startsAnew();
        }
    }

    private List<ToldAlert> asked(Admission admission, Moment now) {
        return switch (admission) {
            case Admission.Granted(_, var standing) -> granted(standing, now);
            case Admission.Spent(var status) ->
                    Stream.concat(answered(now), counted(status, true, now)).toList();
            // Not only the file's health: a disk that stalls without an error refuses as well.
            case Admission.Unusable(var reason) ->
                    ledger.becomes(new Alert.LedgerUnusable(reason), now).stream().toList();
        };
    }

    private List<ToldAlert> granted(Standing standing, Moment now) {
        var tokens =
                standing.limits().stream()
                        .filter(it -> it.name().unit() == LimitUnit.TOKENS)
                        .flatMap(it -> counted(it, false, now));
        return Stream.of(answered(now), counted(standing.quota(), false, now), tokens)
                .flatMap(told -> told)
                .toList();
    }

    /** The ledger answered, so it can count. */
    private Stream<ToldAlert> answered(Moment now) {
        // While the file is unusable, this is an answer from before, on its way when it broke.
        return fileUnusable
                ? Stream.empty()
                : ledger.becomes(new Alert.LedgerUsable(), now).stream();
    }

    /** Limits of one user, key or model are that one's business, and no news to the operator. */
    private Stream<ToldAlert> counted(QuotaStatus status, boolean refused, Moment now) {
        var unit = status.name().unit();
        var subject = requireNonNull(quotas.get(unit));
        var level = requireNonNull(levels.get(unit));
        if (status.name().scope() != LimitScope.GLOBAL
                && status.name().scope() != LimitScope.SHARED) {
            return Stream.empty();
        }
        if (level.take(status, refused)) {
            subject.startsAnew();
        }
        var told =
                switch (level.level()) {
                    case PLENTY -> Optional.<ToldAlert>empty();
                    case NEARS_END -> subject.becomes(new Alert.QuotaNearsEnd(status), now);
                    case SPENT -> subject.becomes(new Alert.QuotaSpent(status, onExceeded), now);
                };
        return told.stream();
    }

    private Optional<ToldAlert> ended(Outcome outcome, Moment now) {
        return switch (outcome) {
            case Outcome.Answered _, Outcome.AnsweredByFallback _ -> {
                failedInARow = 0;
                yield queries.becomes(new Alert.QueriesAnswered(), now);
            }
            case Outcome.Failed(var cause, _) -> failed(cause, now);
            // None of these shows whether the models answer.
            case Outcome.AnsweredOffline _,
                    Outcome.LimitReached _,
                    Outcome.QuotaSpent _,
                    Outcome.Refused _,
                    Outcome.Cancelled _ ->
                    Optional.empty();
        };
    }

    private Optional<ToldAlert> failed(Cause cause, Moment now) {
        failedInARow = Math.min(failedInARow + 1, FAILED_IN_A_ROW);
        return failedInARow < FAILED_IN_A_ROW
                ? Optional.empty()
                : queries.becomes(new Alert.QueriesFail(cause), now);
    }
}
