package dev.understudy.simulation;

import dev.understudy.chat.TokenUsage;
import dev.understudy.execution.Decision;
import dev.understudy.execution.Happened;
import dev.understudy.execution.NextStep;
import dev.understudy.execution.Outcome;
import dev.understudy.execution.QueryState;
import dev.understudy.execution.Seen;
import dev.understudy.failure.CallFailure;
import dev.understudy.health.Permission;
import dev.understudy.notice.AnswerNotices;
import dev.understudy.notice.Notice;
import dev.understudy.notice.NoticeKind;
import dev.understudy.quota.Admission;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.Reservation;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One query of a schedule: the gateway's loop, with the world's fates in place of sockets. */
final class SimulatedQuery {
    /**
     * A decision falls due at a clock's tick, and the last one may be taken just after the
     * deadline.
     */
    private static final Duration ONE_TICK = Duration.ofMillis(1);

    private final Schedule schedule;
    private final String id;
    private final String conversation;
    private final boolean startsConversation;
    private final boolean told;
    private final AnswerNotices notices;
    private final long startedAt;
    private QueryState state = QueryState.START;
    private int attempts;
    private boolean overhanging;
    private String spentWindow = "";
    private @Nullable Running running;
    private @Nullable Outcome outcome;

    private record Running(
            NextStep.Attempt step,
            Permission.Allowed permission,
            AttemptStart start,
            long startedAt,
            @Nullable Reservation reservation) {}

    /**
     * @param startsConversation whether nobody has answered in it yet
     * @param told whether anybody reads its notices: a front end's own task has no reader
     */
    SimulatedQuery(
            Schedule schedule,
            String id,
            String conversation,
            boolean startsConversation,
            boolean told) {
        this.schedule = schedule;
        this.startsConversation = startsConversation;
        this.told = told;
        this.notices = new AnswerNotices(schedule.noticeOnce, conversation, told);
        this.id = id;
        this.conversation = conversation;
        this.startedAt = schedule.time.nanos();
    }

    void begin() {
        notices.begin(startsConversation);
        if (told && startsConversation) {
            schedule.told.begin(conversation);
        }
        carryOut(schedule.policy.begin());
    }

    Outcome outcome() {
        return Objects.requireNonNull(outcome, "the query has not ended");
    }

    private Duration elapsed() {
        return Duration.ofNanos(schedule.time.nanos() - startedAt);
    }

    private void happened(Happened what) {
        carryOut(schedule.policy.next(state, what, elapsed()));
    }

    private void carryOut(Decision decision) {
        state = decision.state();
        switch (decision.step()) {
            case NextStep.Attempt attempt ->
                    schedule.after(
                            attempt.delay(),
                            () -> {
                                if (outcome == null) {
                                    admit(attempt);
                                }
                            });
            case NextStep.Adapt _, NextStep.Trim() -> call(Objects.requireNonNull(running));
            case NextStep.Stop(var ended) -> end(ended);
        }
    }

    private void admit(NextStep.Attempt attempt) {
        var breaker = schedule.breakers.get(attempt.index());
        var permission = attempt.insist() ? breaker.insist() : breaker.acquire();
        switch (permission) {
            case Permission.Denied(var retryIn) -> happened(new Happened.Denied(retryIn));
            case Permission.TakenOut() -> happened(new Happened.TakenOut());
            case Permission.Allowed allowed -> admit(attempt, allowed);
        }
    }

    private void admit(NextStep.Attempt attempt, Permission.Allowed allowed) {
        var breaker = schedule.breakers.get(attempt.index());
        var model = attempt.model();
        var start =
                new AttemptStart(
                        id,
                        attempt.number(),
                        model.id(),
                        model.metered(),
                        conversation,
                        "chat",
                        schedule.time.instant());
        if (!model.metered()) {
            make(new Running(attempt, allowed, start, schedule.time.nanos(), null));
            return;
        }
        switch (schedule.ledger.reserve(start).toCompletableFuture().join()) {
            case Admission.Granted(var reservation, var status) -> {
                warn(status);
                make(new Running(attempt, allowed, start, schedule.time.nanos(), reservation));
            }
            case Admission.Spent(var status) -> {
                breaker.ignored(allowed);
                notices.quotaSpent(status);
                spentWindow = status.window().start().toString();
                happened(new Happened.NoPlaceLeft(status));
            }
            case Admission.Unusable(var reason) -> throw new AssertionError(reason);
        }
    }

    private void warn(QuotaStatus status) {
        if (told
                && status.approaching()
                && schedule.ledger
                        .claimWarning(conversation, status.window())
                        .toCompletableFuture()
                        .join()) {
            expect(schedule.told.warned(conversation, status.window().toString()));
        }
    }

    private void make(Running attempt) {
        attempts++;
        schedule.check(
                attempts <= schedule.limits.maxAttempts(),
                () ->
                        "%s makes attempt %d of at most %d"
                                .formatted(id, attempts, schedule.limits.maxAttempts()));
        schedule.check(
                attempts == attempt.step().number(),
                () ->
                        "%s makes attempt %d, which says it is number %d"
                                .formatted(id, attempts, attempt.step().number()));
        running = attempt;
        call(attempt);
    }

    private void call(Running attempt) {
        var left =
                attempt.step()
                        .clocks()
                        .attempt()
                        .minusNanos(schedule.time.nanos() - attempt.startedAt());
        var fate =
                schedule.world
                        .call(
                                attempt.step().index(),
                                schedule.time.nanos(),
                                attempt.step().clocks())
                        .within(left);
        schedule.after(
                fate.after(),
                () -> {
                    if (attempt.equals(running)) {
                        returned(attempt, fate);
                    }
                });
    }

    private void returned(Running attempt, World.Fate fate) {
        if (fate.reached() && attempt.reservation() != null) {
            overhanging = true;
        }
        var failure = fate.failure();
        if (fate.visible()) {
            firstWord(attempt);
        }
        if (failure == null) {
            schedule.breakers.get(attempt.step().index()).succeeded(attempt.permission());
            endAttempt(attempt, AttemptEnd.OK);
            end(schedule.policy.answeredBy(attempt.step().index()));
            return;
        }
        var happened = new Happened.CallFailed(failure, fate.visible() ? Seen.TEXT : Seen.NOTHING);
        var decision = schedule.policy.next(state, happened, elapsed());
        boolean again =
                decision.step() instanceof NextStep.Adapt
                        || decision.step() instanceof NextStep.Trim;
        if (!again) {
            failed(attempt, failure);
        }
        carryOut(decision);
    }

    /** What the rules tell now is held against what the conversation is owed. */
    private void firstWord(Running attempt) {
        int index = attempt.step().index();
        long outage = schedule.breakers.getFirst().outage();
        var given = notices.visible(schedule.chain, index, outage).map(Notice::kind);
        var owed =
                told
                        ? schedule.told.owed(
                                conversation, index, schedule.chain.size(), outage, spentWindow)
                        : Optional.<NoticeKind>empty();
        schedule.check(
                given.equals(owed),
                () -> "%s: %s is owed %s and was told %s".formatted(id, conversation, owed, given));
    }

    private void expect(String wrong) {
        schedule.check(wrong.isEmpty(), () -> wrong);
    }

    private void failed(Running attempt, CallFailure failure) {
        schedule.breakers.get(attempt.step().index()).failed(attempt.permission(), failure);
        endAttempt(attempt, failure.summary());
    }

    private void endAttempt(Running attempt, String result) {
        running = null;
        var end = new AttemptEnd(schedule.time.instant(), result, TokenUsage.NONE);
        if (attempt.reservation() == null) {
            schedule.ledger.record(attempt.start(), end);
        } else if (overhanging) {
            var window = schedule.quota.calendar().windowAt(attempt.start().at());
            schedule.reachedByWindow.merge(window.start(), 1, Integer::sum);
            schedule.ledger.settle(attempt.reservation(), end).toCompletableFuture().join();
        } else {
            schedule.ledger.release(attempt.reservation(), end).toCompletableFuture().join();
        }
        overhanging = false;
    }

    void cancel() {
        if (outcome == null) {
            var attempt = running;
            if (attempt != null) {
                failed(attempt, new CallFailure.Cancelled());
            }
            end(new Outcome.Cancelled());
        }
    }

    private void end(Outcome how) {
        schedule.check(
                outcome == null, () -> "%s ended twice: %s, then %s".formatted(id, outcome, how));
        outcome = how;
        var latest = schedule.limits.queryTimeout().plus(ONE_TICK);
        schedule.check(
                elapsed().compareTo(latest) <= 0,
                () -> "%s took %s of %s".formatted(id, elapsed(), latest));
    }

    void checkEnded() {
        schedule.check(outcome != null, () -> "%s never ended".formatted(id));
        schedule.check(running == null, () -> "%s left an attempt behind".formatted(id));
    }
}
