package dev.understudy.cli.drill;

import static dev.understudy.cli.drill.Rehearsal.FALLBACK;
import static dev.understudy.cli.drill.Rehearsal.PRIMARY;

import dev.understudy.simulator.Behaviour;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** All scenarios, in the order they are played. */
public final class Scenarios {
    private static final String TOP_FIVE = "Show me top 5 customers";
    private static final String REVENUE = "Show me revenue";
    private static final Behaviour CLOUD_ANSWER = answer("Here is what the cloud model says.");
    private static final Behaviour LOCAL_ANSWER = answer("Here is what the local model says.");

    private Scenarios() {}

    public static List<Scenario> all() {
        return List.of(
                new Scenario(
                        "normal",
                        "The cloud model is well and answers.",
                        14,
                        Map.of(),
                        Scenarios::normal),
                new Scenario(
                        "cloud-fails",
                        "The cloud model answers HTTP 502; the local model takes over in the same query.",
                        15,
                        Map.of(),
                        Scenarios::cloudFails),
                new Scenario(
                        "quota-warning",
                        "The daily quota nears its end.",
                        849,
                        Map.of(),
                        Scenarios::quotaWarning),
                new Scenario(
                        "quota-spent",
                        "The daily quota is spent.",
                        1000,
                        Map.of(),
                        Scenarios::quotaSpent),
                new Scenario(
                        "recovery",
                        "The cloud model fails, heals, and is used again by itself.",
                        0,
                        Map.of("FALLBACK_COOLDOWN_SECONDS", "3"),
                        Scenarios::recovery),
                new Scenario(
                        "both-down",
                        "Neither the cloud model nor the local one can be reached.",
                        0,
                        Map.of(),
                        Scenarios::bothDown),
                new Scenario(
                        "data-question",
                        "The agents answer a question about data: routing, SQL, table.",
                        14,
                        Map.of(),
                        AgentScenarios::dataQuestion),
                new Scenario(
                        "data-cloud-fails",
                        "The cloud model fails when the rows are there; the local one finishes.",
                        14,
                        Map.of(),
                        AgentScenarios::cloudFailsAfterTheRows),
                new Scenario(
                        "data-sql-repaired",
                        "The model writes SQL with a wrong column, and repairs it.",
                        0,
                        Map.of(),
                        AgentScenarios::sqlRepaired));
    }

    private static Behaviour answer(String text) {
        return Behaviour.text(text)
                .firstTokenAfter(Duration.ofMillis(50))
                .betweenTokens(Duration.ofMillis(5));
    }

    private static void normal(Rehearsal on, Verdict verdict) throws Exception {
        on.upstream().model(PRIMARY, CLOUD_ANSWER).model(FALLBACK, LOCAL_ANSWER);
        var seen = on.conversation().ask(TOP_FIVE);
        verdict.expect("the cloud model answered", seen.outcome(), "answered");
        verdict.expect("one attempt was made on it", on.chats(PRIMARY), 1);
        verdict.expect("no attempt was made on the local model", on.chats(FALLBACK), 0);
        verdict.expect("nothing was said about the service", seen.noticeKinds(), List.of());
        verdict.expect("the stream has one id", seen.ids().size(), 1);
        verdict.expect("the stream ended in order", seen.done(), true);
        verdict.expect("usage went from 14 to 15", on.used(), 15);
    }

    private static void cloudFails(Rehearsal on, Verdict verdict) throws Exception {
        on.upstream().model(PRIMARY, Behaviour.error(502)).model(FALLBACK, LOCAL_ANSWER);
        var seen = on.conversation().ask(TOP_FIVE);
        var failed = PRIMARY + ": unreachable (HTTP 502)";
        verdict.expect(
                "two attempts on the cloud model failed, one on the local model went well",
                seen.attempts(),
                List.of(failed, failed, FALLBACK + ": ok"));
        verdict.expect("no other call was made", on.upstream().chatCount(), 3L);
        verdict.expect(
                "the local model answered the same question",
                seen.outcome(),
                "answered_by_fallback");
        comesBefore(
                verdict,
                seen,
                "Notice: Using Fallback Model",
                "Here is what the local model says.");
        verdict.expect("usage went from 15 to 17", on.used(), 17);
    }

    private static void quotaWarning(Rehearsal on, Verdict verdict) throws Exception {
        on.upstream().model(PRIMARY, CLOUD_ANSWER).model(FALLBACK, LOCAL_ANSWER);
        var first = on.conversation().ask(REVENUE);
        verdict.expect("the cloud model answered", first.outcome(), "answered");
        comesBefore(
                verdict,
                first,
                "Quota Warning: 850/1000 requests used (85%)",
                "Here is what the cloud model says.");
        var second = on.conversation().ask("And by month?");
        verdict.expect("the warning is given once", second.noticeKinds(), List.of());
        verdict.expect("usage went from 849 to 851", on.used(), 851);
    }

    private static void quotaSpent(Rehearsal on, Verdict verdict) throws Exception {
        on.upstream().model(PRIMARY, CLOUD_ANSWER).model(FALLBACK, LOCAL_ANSWER);
        var seen = on.conversation().ask(REVENUE);
        var error = seen.error() == null ? "" : seen.error();
        verdict.expect("the answer is HTTP 429", seen.status(), 429);
        verdict.expect(
                "the user reads \"Daily API Quota Exceeded\"",
                error.contains("Daily API Quota Exceeded"),
                error);
        verdict.expect("and \"1000/1000\"", error.contains("1000/1000"), error);
        verdict.expect(
                "SDKs are told not to try again",
                seen.headers().getOrDefault("x-should-retry", ""),
                "false");
        verdict.expect("no model was called", on.upstream().chatCount(), 0L);
        verdict.expect("usage stayed at 1000", on.used(), 1000);
    }

    private static void recovery(Rehearsal on, Verdict verdict) throws Exception {
        on.upstream()
                .model(PRIMARY, Behaviour.error(503), Behaviour.error(503), CLOUD_ANSWER)
                .model(FALLBACK, LOCAL_ANSWER);
        var told = on.conversation();
        var first = told.ask(TOP_FIVE);
        verdict.expect(
                "the conversation is told of the fallback",
                first.noticeKinds(),
                List.of("fallback_engaged"));
        var second = told.ask("And the next five?");
        verdict.expect("while the cloud model cools down it is not called", on.chats(PRIMARY), 2);
        verdict.expect("and the fallback is not announced again", second.noticeKinds(), List.of());
        on.awaitCoolDown();
        var other = on.conversation().ask(REVENUE);
        verdict.expect("healed and cooled down, it answers again", other.outcome(), "answered");
        verdict.expect(
                "a conversation that was told nothing is told nothing now",
                other.noticeKinds(),
                List.of());
        var third = told.ask("And by region?");
        verdict.expect(
                "the one that was told of the fallback is told of the return",
                third.noticeKinds(),
                List.of("primary_restored"));
        var fourth = told.ask("Thank you");
        verdict.expect("once", fourth.noticeKinds(), List.of());
    }

    private static void bothDown(Rehearsal on, Verdict verdict) throws Exception {
        on.upstream().model(PRIMARY, CLOUD_ANSWER).model(FALLBACK, LOCAL_ANSWER);
        on.upstream().stopListening();
        var seen = on.conversation().ask(TOP_FIVE);
        verdict.expect("the answer is HTTP 502", seen.status(), 502);
        verdict.expect(
                "the user reads what happened",
                seen.error() != null && !seen.error().isBlank(),
                "no message");
        verdict.expect(
                "SDKs are told not to try again",
                seen.headers().getOrDefault("x-should-retry", ""),
                "false");
        verdict.expect("what never reached the provider is not counted", on.used(), 0);
        on.upstream().listenAgain();
        on.awaitCoolDown();
        var after = on.conversation().ask(TOP_FIVE);
        verdict.expect("afterwards it answers by itself", after.outcome(), "answered");
    }

    private static void comesBefore(Verdict verdict, Seen seen, String notice, String text) {
        int noticeAt = seen.content().indexOf(notice);
        int textAt = seen.content().indexOf(text);
        verdict.expect(
                "the user reads \"%s\", then the answer".formatted(notice),
                noticeAt >= 0 && textAt > noticeAt,
                seen.content());
    }
}
