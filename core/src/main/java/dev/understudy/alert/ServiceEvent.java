package dev.understudy.alert;

import dev.understudy.execution.Outcome;
import dev.understudy.failure.CallFailure;
import dev.understudy.health.HealthStatus;
import dev.understudy.quota.Admission;

/**
 * Something that happened and may be a change that the operator wants to know. The parts report
 * each one, as often as it happens; which of them are told is decided by {@link AlertRules}.
 */
public sealed interface ServiceEvent {
    /**
     * A model's breaker opened, for the first time or after a probe that failed.
     *
     * @param status the model's after that
     */
    record ModelOpened(String model, CallFailure failure, HealthStatus status)
            implements ServiceEvent {}

    /**
     * A model's breaker closed after it was open.
     *
     * @param status the model's after that
     */
    record ModelRecovered(String model, HealthStatus status) implements ServiceEvent {}

    /** The operator took a model out: it is not asked until it is reset. */
    record ModelTakenOut(String model) implements ServiceEvent {}

    /**
     * The operator closed a model's breaker.
     *
     * @param status the model's after that
     */
    record ModelReset(String model, HealthStatus status) implements ServiceEvent {}

    /** The ledger was asked for a place and said this. */
    record PlaceAsked(Admission admission) implements ServiceEvent {}

    /**
     * The ledger can write nothing from now on.
     *
     * @param reason what is wrong, where, and what to do
     */
    record LedgerUnusable(String reason) implements ServiceEvent {}

    /** The ledger can be written again. */
    record LedgerUsable() implements ServiceEvent {}

    /**
     * The directory that users log in with cannot be asked.
     *
     * @param reason what is wrong, where, and what to do
     */
    record DirectoryUnreachable(String reason) implements ServiceEvent {}

    /** The directory was asked and answered. */
    record DirectoryReachable() implements ServiceEvent {}

    /** A query has ended. */
    record QueryEnded(Outcome outcome) implements ServiceEvent {}
}
