package dev.understudy.simulation;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.FinishReason;
import dev.understudy.chat.Sampling;
import dev.understudy.chat.TokenUsage;
import dev.understudy.execution.AnswerSoFar;
import dev.understudy.execution.Decision;
import dev.understudy.execution.Happened;
import dev.understudy.execution.NextStep;
import dev.understudy.execution.Outcome;
import dev.understudy.execution.QueryState;
import dev.understudy.failure.CallFailure;
import dev.understudy.health.Permission;
import dev.understudy.model.Capability;
import dev.understudy.notice.AnswerNotices;
import dev.understudy.notice.Notice;
import dev.understudy.notice.NoticeKind;
import dev.understudy.quota.Admission;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.Reservation;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;
import java.time.Duration;
import java.util.List;
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
    private final boolean streamed;
    private final String text;
    private final AnswerNotices notices;
    private final AnswerSoFar answer;
    private final StringBuilder read = new StringBuilder();
    private final long startedAt;
    private QueryState state = QueryState.START;
    private int attempts;
    private String spentWindow = "";
    private long tokens;
    private boolean cut;
    private boolean killed;
    private @Nullable Running running;
    private @Nullable Outcome outcome;
    private int answeredBy;

    /** One attempt that is being made. */
    private static final class Running {
        final NextStep.Attempt step;
        final Permission.Allowed permission;
        final AttemptStart start;
        final long startedAt;
        final @Nullable Reservation reservation;
        long tokens;
        boolean reached;
        boolean announced;

        Running(
                NextStep.Attempt step,
                Permission.Allowed permission,
                AttemptStart start,
                long startedAt,
                @Nullable Reservation reservation) {
            this.step = step;
            this.permission = permission;
            this.start = start;
            this.startedAt = startedAt;
            this.reservation = reservation;
        }
    }

    /**
     * @param startsConversation whether nobody has answered in it yet
     * @param told whether anybody reads its notices: a front end's own task has no reader
     * @param streamed whether the user sees the answer as it comes
     */
    SimulatedQuery(
            Schedule schedule,
            String id,
            String conversation,
            boolean startsConversation,
            boolean told,
            boolean streamed) {
        this.schedule = schedule;
        this.streamed = streamed;
        this.text = text(id, schedule.random.nextInt(1, 12));
        this.answer =
                new AnswerSoFar(
                        ChatRequest.of(
                                        List.of(ChatMessage.user(id)),
                                        Sampling.at(0),
                                        schedule.random.nextInt(1, 100))
                                .openEnded(),
                        streamed);
        this.startsConversation = startsConversation;
        this.told = told;
        this.notices = new AnswerNotices(schedule.noticeOnce, conversation, told);
        this.id = id;
        this.conversation = conversation;
        this.startedAt = schedule.time.nanos();
    }

    /** Words that are all different, so that each knows its place. */
    private static String text(String id, int words) {
        var all = new StringBuilder();
        for (int i = 0; i < words; i++) {
            all.append("word").append(i).append("of").append(id).append(i % 5 == 4 ? "\n" : " ");
        }
        return all.toString().stripTrailing();
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
                                if (outcome == null && !killed) {
                                    admit(attempt);
                                }
                            });
            case NextStep.Adapt _, NextStep.Trim() -> call(Objects.requireNonNull(running));
            case NextStep.Continue() -> {
                answer.beginPiece();
                call(Objects.requireNonNull(running));
            }
            case NextStep.Accept() -> accept(FinishReason.LENGTH);
            case NextStep.Stop(var ended) -> giveUp(ended);
        }
    }

    private void giveUp(Outcome how) {
        if (answer.standsInPlaceOf(how)) {
            accept(FinishReason.LENGTH);
        } else {
            end(how);
        }
    }

    private void accept(FinishReason finish) {
        cut = finish == FinishReason.LENGTH;
        read(answer.whole());
        if (running != null) {
            schedule.breakers.get(running.step.index()).succeeded(running.permission);
            endAttempt(running, AttemptEnd.OK);
        }
        end(schedule.policy.answeredBy(answeredBy));
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
            case Admission.Granted(var reservation, var standing) -> {
                warn(standing.tightest());
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
                attempts == attempt.step.number(),
                () ->
                        "%s makes attempt %d, which says it is number %d"
                                .formatted(id, attempts, attempt.step.number()));
        running = attempt;
        answer.beginAttempt();
        call(attempt);
    }

    private void call(Running attempt) {
        long now = schedule.time.nanos();
        var clocks = attempt.step.clocks();
        var left = clocks.attempt().minusNanos(now - attempt.startedAt);
        var saidBefore = answer.goesOn() ? answer.request().messages().getLast().text() : "";
        boolean toldToGoOn = state.without().contains(Capability.PREFILL);
        var fate =
                schedule.world
                        .call(attempt.step.index(), now, clocks, text, saidBefore, toldToGoOn)
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
        attempt.reached |= fate.reached();
        attempt.tokens += fate.tokens();
        hear(attempt, fate.said());
        var reported = fate.failure();
        if (reported == null) {
            ended(attempt, fate);
        } else {
            broke(attempt, answer.meant(reported), fate);
        }
    }

    /** In pieces as they come off a socket. */
    private void hear(Running attempt, String said) {
        int from = 0;
        while (from < said.length()) {
            int to = Math.min(said.length(), from + schedule.random.nextInt(1, 30));
            var events = answer.heard(new ChatEvent.Text(said.substring(from, to)));
            if (!events.isEmpty()) {
                firstWord(attempt);
            }
            read(events);
            from = to;
        }
    }

    private void read(List<ChatEvent> events) {
        for (var event : events) {
            if (event instanceof ChatEvent.Text(var piece)) {
                read.append(piece);
            }
        }
    }

    private void ended(Running attempt, World.Fate fate) {
        read(answer.pieceEnded(fate.finish(), fate.tokens()));
        firstWord(attempt);
        answeredBy = attempt.step.index();
        if (fate.finish() == FinishReason.LENGTH) {
            var inAttempt = Duration.ofNanos(schedule.time.nanos() - attempt.startedAt);
            happened(new Happened.CutByLength(answer.joinable(), fate.after(), inAttempt));
        } else {
            accept(fate.finish());
        }
    }

    private void broke(Running attempt, CallFailure failure, World.Fate fate) {
        var happened = new Happened.CallFailed(failure, answer.seen());
        answer.brokeOff(fate.tokens());
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
        if (attempt.announced) {
            return;
        }
        attempt.announced = true;
        int index = attempt.step.index();
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
        schedule.breakers.get(attempt.step.index()).failed(attempt.permission, failure);
        endAttempt(attempt, failure.summary());
    }

    private void endAttempt(Running attempt, String result) {
        running = null;
        var usage = new TokenUsage(0, attempt.tokens, false);
        var end = new AttemptEnd(schedule.time.instant(), result, usage);
        schedule.tokensCharged += attempt.tokens;
        tokens += attempt.tokens;
        if (attempt.reservation == null) {
            schedule.ledger.record(attempt.start, end);
        } else if (attempt.reached) {
            settle(attempt, end);
        } else {
            schedule.ledger.release(attempt.reservation, end).toCompletableFuture().join();
        }
    }

    private void settle(Running attempt, AttemptEnd end) {
        var window = schedule.quota.calendar().windowAt(attempt.start.at());
        schedule.reachedByWindow.merge(window.start(), 1, Integer::sum);
        schedule.ledger
                .settle(Objects.requireNonNull(attempt.reservation), end)
                .toCompletableFuture()
                .join();
    }

    /** The process ends without a word; what it had reserved is settled by the next one. */
    void kill() {
        killed = outcome == null;
        var attempt = running;
        running = null;
        if (attempt != null && attempt.reservation != null) {
            settle(attempt, new AttemptEnd(schedule.time.instant(), "orphaned", TokenUsage.NONE));
        }
    }

    void cancel() {
        if (outcome == null && !killed) {
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
        checkText(how);
    }

    /** Whatever happened, the user has read the text from its beginning, nothing lost or twice. */
    private void checkText(Outcome how) {
        boolean answered =
                how instanceof Outcome.Answered || how instanceof Outcome.AnsweredByFallback;
        boolean whole = answered && !cut;
        var seen = read.toString().stripTrailing();
        schedule.check(
                whole ? seen.equals(text) : text.startsWith(seen),
                () ->
                        "%s ended as %s%s, and of%n%s%nthe user has read%n%s"
                                .formatted(id, how, cut ? " (cut)" : "", text, seen));
        schedule.check(
                answered || streamed || seen.isEmpty(),
                () -> "%s ended as %s and yet gave %s".formatted(id, how, seen));
    }

    /** Tokens of all its attempts that have ended. */
    long tokens() {
        return tokens;
    }

    void checkEnded() {
        schedule.check(outcome != null || killed, () -> "%s never ended".formatted(id));
        schedule.check(running == null, () -> "%s left an attempt behind".formatted(id));
    }
}
