package dev.understudy.execution;

import static java.util.stream.Collectors.joining;

import dev.understudy.failure.CallFailure;
import dev.understudy.failure.Defect;
import dev.understudy.failure.FailureClock;
import dev.understudy.model.Capability;
import dev.understudy.model.Chain;
import dev.understudy.model.ModelClocks;
import dev.understudy.model.ModelProfile;
import dev.understudy.quota.LimitName;
import dev.understudy.quota.LimitScope;
import dev.understudy.quota.LimitUnit;
import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Plays one query through a policy and writes down what it decided, both in short words.
 *
 * <p>A chain names its models in order, the metered ones with a star: {@code cloud* local}. A
 * metered model has the clocks of a cloud, another one those of a local model. Events, one for each
 * step that the policy asks for:
 *
 * <pre>
 * ok                  the model answered
 * 502 503 429 402 …   HTTP status; 429/20s with Retry-After, 402/1h with the time until the reset
 * slow broken gone    a clock ran out, a 200 that was no answer, the client left
 * tools thinking vision long   the model cannot do that; the prompt is too long
 * length/20s          the answer was cut by its length, in a call that took so long; unjoinable if
 *                     nothing can be joined to it
 * denied/30s          the breaker let nobody through
 * out                 the operator has taken the model out
 * spent, uncounted    no place in the quota; the ledger cannot count
 * …=                  after the user saw text that can be gone on from
 * …~                  after the user saw what cannot
 * …+90s               after so much time in the step; else it took none
 * </pre>
 *
 * <p>The story: {@code cloud@2s} is an attempt after that wait, {@code local!@2s} one that insists,
 * {@code cloud@0s-tools} one without tools; {@code adapt(tools)} and {@code trim} are sent again;
 * {@code continue} asks for a further piece, {@code accept} takes what there is; the last word is
 * the outcome with the number of attempts that were made: {@code answered(1)}, {@code
 * failed:too_slow/30s(2)} with the time after which to come back.
 */
final class PolicyStory {
    private static final QuotaStatus SPENT =
            new QuotaStatus(
                    1000,
                    1000,
                    0.8,
                    new QuotaWindow(
                            Instant.parse("2026-03-10T00:00:00Z"),
                            Instant.parse("2026-03-11T00:00:00Z"),
                            ZoneOffset.UTC));
    private static final QuotaStatus MODEL_SPENT =
            new QuotaStatus(
                    new LimitName(LimitScope.MODEL, "a", LimitUnit.REQUESTS),
                    9,
                    9,
                    0.8,
                    SPENT.window());

    private final ExecutionPolicy policy;
    private final List<String> told = new ArrayList<>();
    private final List<NextStep.Attempt> attempts = new ArrayList<>();
    private Duration elapsed = Duration.ZERO;
    private Duration inAttempt = Duration.ZERO;

    private PolicyStory(ExecutionPolicy policy) {
        this.policy = policy;
    }

    static Chain chain(String names) {
        return new Chain(
                words(names)
                        .map(name ->
                                name.endsWith("*")
                                        ? model(name.substring(0, name.length() - 1), true)
                                        : model(name, false))
                        .toList());
    }

    private static ModelProfile model(String id, boolean metered) {
        return new ModelProfile(
                id,
                "ollama",
                id,
                metered,
                8_192,
                Set.of(Capability.values()),
                metered ? ModelClocks.CLOUD : ModelClocks.LOCAL);
    }

    static ExecutionLimits limits(int maxAttempts, int fallbackAfter) {
        return new ExecutionLimits(
                maxAttempts, Duration.ofSeconds(2), fallbackAfter, Duration.ofSeconds(280));
    }

    static String of(String chain, ExecutionLimits limits, String events) {
        return of(chain, limits, OnExceeded.REJECT, events);
    }

    static String of(String chain, ExecutionLimits limits, OnExceeded onExceeded, String events) {
        var story = play(chain, limits, onExceeded, events);
        return String.join(" ", story.told);
    }

    /** The attempts alone, for a look at their clocks. */
    static List<NextStep.Attempt> attempts(String chain, ExecutionLimits limits, String events) {
        return play(chain, limits, OnExceeded.REJECT, events).attempts;
    }

    private static PolicyStory play(
            String chain, ExecutionLimits limits, OnExceeded onExceeded, String events) {
        var story = new PolicyStory(new ExecutionPolicy(chain(chain), limits, onExceeded));
        story.run(words(events).toList());
        return story;
    }

    private void run(List<String> events) {
        var decision = policy.begin();
        for (var event : events) {
            tell(decision);
            if (decision.step() instanceof NextStep.Stop
                    || decision.step() instanceof NextStep.Accept) {
                throw new IllegalArgumentException(
                        "the story %s ends before %s".formatted(told, event));
            }
            pass(event);
            if (event.startsWith("ok")) {
                var state = decision.state();
                told.add(name(policy.answeredBy(state.current()), state.attempts() + 1));
                return;
            }
            if (decision.step() instanceof NextStep.Attempt) {
                inAttempt = Duration.ZERO;
            }
            decision = policy.next(decision.state(), happened(event), elapsed);
        }
        tell(decision);
    }

    private void pass(String event) {
        int plus = event.indexOf('+');
        if (plus >= 0) {
            elapsed = elapsed.plus(duration(event.substring(plus + 1)));
        }
    }

    private void tell(Decision decision) {
        switch (decision.step()) {
            case NextStep.Attempt attempt -> {
                attempts.add(attempt);
                elapsed = elapsed.plus(attempt.delay());
                told.add(
                        "%s%s@%ds%s"
                                .formatted(
                                        attempt.model().id(),
                                        attempt.insist() ? "!" : "",
                                        attempt.delay().toSeconds(),
                                        attempt.without().isEmpty()
                                                ? ""
                                                : "-" + names(attempt.without())));
            }
            case NextStep.Adapt(var without) -> told.add("adapt(%s)".formatted(names(without)));
            case NextStep.Trim() -> told.add("trim");
            case NextStep.Continue() -> told.add("continue");
            case NextStep.Accept() -> told.add("accept");
            case NextStep.Stop(var outcome) -> told.add(name(outcome, decision.state().attempts()));
        }
    }

    private static String names(Set<Capability> capabilities) {
        return capabilities.stream().sorted().map(PolicyStory::lower).collect(joining(","));
    }

    private static String name(Outcome outcome, int attempts) {
        var reason =
                switch (outcome) {
                    case Outcome.Failed(var cause, var retryAfter) ->
                            ":"
                                    + lower(cause)
                                    + (retryAfter.isZero()
                                            ? ""
                                            : "/" + retryAfter.toSeconds() + "s");
                    case Outcome.Refused(var refusal) -> ":" + lower(refusal);
                    case Outcome.Answered _,
                            Outcome.AnsweredByFallback _,
                            Outcome.AnsweredOffline _,
                            Outcome.LimitReached _,
                            Outcome.QuotaSpent _,
                            Outcome.Cancelled _ ->
                            "";
                };
        return "%s%s(%d)".formatted(outcome.wireName(), reason, attempts);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private Happened happened(String event) {
        var word = event.split("[+~=]", -1)[0];
        var parts = word.split("/", -1);
        return switch (parts[0]) {
            case "denied" -> new Happened.Denied(duration(parts[1]));
            case "out" -> new Happened.TakenOut();
            case "length", "unjoinable" -> {
                var took = duration(parts[1]);
                elapsed = elapsed.plus(took);
                inAttempt = inAttempt.plus(took);
                yield new Happened.CutByLength(parts[0].equals("length"), took, inAttempt);
            }
            case "spent" -> new Happened.NoPlaceLeft(SPENT);
            case "model-spent" -> new Happened.NoPlaceLeft(MODEL_SPENT);
            case "uncounted" -> new Happened.CannotCount();
            default -> new Happened.CallFailed(failure(word), seen(event));
        };
    }

    private static Seen seen(String event) {
        if (event.contains("~")) {
            return Seen.FINAL;
        }
        return event.contains("=") ? Seen.TEXT : Seen.NOTHING;
    }

    static CallFailure failure(String word) {
        var parts = word.split("/", -1);
        var stated = parts.length > 1 ? duration(parts[1]) : null;
        return switch (parts[0]) {
            case "slow" -> new CallFailure.TooSlow(FailureClock.FIRST_TOKEN);
            case "cut" -> new CallFailure.TooSlow(FailureClock.QUERY);
            case "broken" -> new CallFailure.BrokenAnswer(Defect.NO_END);
            case "gone" -> new CallFailure.Cancelled();
            case "long" -> new CallFailure.ContextTooLong();
            case "tools", "thinking", "vision", "prefill" ->
                    new CallFailure.CapabilityMissing(
                            Capability.valueOf(word.toUpperCase(Locale.ROOT)));
            case "400" -> new CallFailure.InvalidRequest(400);
            case "401", "403" -> new CallFailure.AccessDenied(Integer.parseInt(word));
            case "402" -> new CallFailure.ProviderQuotaSpent(402, stated);
            case "404" -> new CallFailure.ModelNotFound();
            case "429", "503" -> new CallFailure.Overloaded(Integer.parseInt(parts[0]), stated);
            case "502" -> CallFailure.Unreachable.status(502);
            default -> throw new IllegalArgumentException("no such event: " + word);
        };
    }

    private static Duration duration(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.split(" ", -1)).filter(word -> !word.isEmpty());
    }
}
