package dev.understudy.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.alert.ServiceWatch;
import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.Sampling;
import dev.understudy.context.TokenCounter;
import dev.understudy.data.result.Chart;
import dev.understudy.execution.ExecutionLimits;
import dev.understudy.execution.Outcome;
import dev.understudy.health.BreakerLimits;
import dev.understudy.model.Capability;
import dev.understudy.model.Chain;
import dev.understudy.model.ModelClocks;
import dev.understudy.model.ModelProfile;
import dev.understudy.notice.Notice;
import dev.understudy.notice.NoticeKind;
import dev.understudy.notice.NoticeOnce;
import dev.understudy.quota.Limits;
import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaCalendar;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import dev.understudy.time.SystemTime;
import dev.understudy.upstream.ollama.OllamaOptions;
import dev.understudy.upstream.ollama.OllamaUpstream;
import dev.understudy.usage.InMemoryLedger;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Teams behind a route: their calls are attempts like any other, over real sockets. */
class TeamRunTest {
    private static final String CLOUD = "cloud";
    private static final String LOCAL = "local";

    private final Vertx vertx = Vertx.vertx();
    private final Simulator upstream = Simulator.start();
    private final InMemoryLedger ledger =
            new InMemoryLedger(
                    new Quota(1_000, 0.8, OnExceeded.REJECT, new QuotaCalendar(0, ZoneOffset.UTC)),
                    SystemTime.instants());
    private Duration queryTimeout = Duration.ofSeconds(60);

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        upstream.close();
        ledger.close();
    }

    /** All that a query's listener heard, in order and in short words. */
    private static final class Heard implements AnswerListener {
        private final List<String> all = Collections.synchronizedList(new ArrayList<>());
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();

        @Override
        public void notice(Notice notice) {
            if (notice.kind() != NoticeKind.RETRYING) {
                all.add("notice " + notice.kind().wireName());
            }
        }

        @Override
        public void step(AgentStep step) {
            all.add("step " + step.title());
        }

        @Override
        public void chart(Chart chart) {}

        @Override
        public void event(ChatEvent event) {
            if (event instanceof ChatEvent.Text(var text)) {
                all.add("text " + text);
            }
        }

        @Override
        public void ended(Answer ended) {
            assertThat(answer.complete(ended)).as("ended once").isTrue();
        }

        Answer ended() throws Exception {
            return answer.get(20, TimeUnit.SECONDS);
        }
    }

    private Heard ask(Team team) {
        return ask(team, true);
    }

    private Heard ask(Team team, boolean streamed) {
        var heard = new Heard();
        var _ = start(team, streamed, heard);
        return heard;
    }

    private CompletableFuture<RunningQuery> start(Team team, boolean streamed, Heard heard) {
        var chain = new Chain(List.of(model(CLOUD, true), model(LOCAL, false)));
        var limits = new ExecutionLimits(3, Duration.ZERO, 2, queryTimeout);
        var route = Route.over(Route.CHAT, chain, limits, OnExceeded.REJECT);
        var ticker = SystemTime.ticker();
        var gateway =
                new Gateway(
                        vertx,
                        Map.of(Route.AGENTS, route.withTeam(Route.AGENTS, team)),
                        Map.of(
                                "ollama",
                                new OllamaUpstream(
                                        vertx,
                                        java.net.URI.create(upstream.url()),
                                        OllamaOptions.DEFAULT,
                                        SystemTime.instants())),
                        new ModelHealth(
                                chain,
                                new BreakerLimits(
                                        5,
                                        Duration.ofSeconds(30),
                                        Duration.ofSeconds(600),
                                        Duration.ofSeconds(60)),
                                ticker,
                                ServiceWatch.NOBODY),
                        new LearntModels(Map.of()),
                        ledger,
                        new NoticeOnce(100),
                        new GatewayOptions(3, 10, 0, true, true, false, Limits.NONE),
                        TokenCounter.estimate(),
                        ticker,
                        SystemTime.instants(),
                        ServiceWatch.NOBODY);
        var query = new Query("q1", Route.AGENTS, "ada", "c1", streamed, true, request("hello"));
        var started = new CompletableFuture<RunningQuery>();
        vertx.getOrCreateContext().runOnContext(_ -> started.complete(gateway.start(query, heard)));
        return started;
    }

    private static ModelProfile model(String id, boolean metered) {
        return new ModelProfile(
                id, "ollama", id, metered, 8_192, Set.of(Capability.values()), ModelClocks.CLOUD);
    }

    private static ChatRequest request(String text) {
        return ChatRequest.of(List.of(ChatMessage.user(text)), Sampling.at(0.3), 100);
    }

    private long used() throws Exception {
        return ledger.quotaStatus().toCompletableFuture().get(20, TimeUnit.SECONDS).used();
    }

    @Test
    void severalCallsThatGoWellAreOneAttempt() throws Exception {
        upstream.model(CLOUD, Behaviour.text("one"), Behaviour.text("two"));

        var heard =
                ask((_, calls) -> {
                    calls.step(new AgentStep.Routed("T"));
                    var first = calls.ask(request("first")).text();
                    calls.show(request("second after " + first));
                    return new TeamAnswer.ByModel("T", null);
                });

        assertThat(heard.ended().outcome()).isEqualTo(new Outcome.Answered(CLOUD));
        assertThat(heard.all).containsExactly("step SupervisorAgent", "step Answer", "text two");
        assertThat(heard.ended().attempts()).isEqualTo(1);
        assertThat(heard.ended().team()).isEqualTo("T");
        assertThat(upstream.chats()).hasSize(2);
        assertThat(upstream.chats().get(1).body()).contains("second after one");
        assertThat(used()).isEqualTo(1);
    }

    @Test
    void tokensOfAllCallsAreAddedUp() throws Exception {
        upstream.model(
                CLOUD, Behaviour.text("one").usage(10, 3), Behaviour.text("two").usage(20, 4));

        var heard =
                ask((_, calls) -> {
                    assertThat(calls.ask(request("a")).usage().totalTokens()).isEqualTo(13);
                    calls.ask(request("b"));
                    return new TeamAnswer.ByModel("T", null);
                });

        assertThat(heard.ended().usage().promptTokens()).isEqualTo(30);
        assertThat(heard.ended().usage().completionTokens()).isEqualTo(7);
    }

    @Test
    void aModelThatDiesLaterIsReplacedAndNothingIsAskedTwice() throws Exception {
        upstream.model(CLOUD, Behaviour.text("plan"), Behaviour.error(500), Behaviour.error(500));
        upstream.model(LOCAL, Behaviour.text("prose"));

        var heard =
                ask((_, calls) -> {
                    calls.ask(request("plan it"));
                    var reply = calls.ask(request("say it"));
                    assertThat(reply.model()).isEqualTo(LOCAL);
                    calls.say(reply.text());
                    return new TeamAnswer.ByModel("T", null);
                });

        assertThat(heard.ended().outcome()).isEqualTo(new Outcome.AnsweredByFallback(LOCAL));
        assertThat(heard.all)
                .containsExactly("notice fallback_engaged", "step Answer", "text prose");
        assertThat(heard.ended().attempts()).isEqualTo(3);
        assertThat(upstream.chats().stream().filter(it -> it.body().contains("plan it")))
                .as("the plan was asked for once")
                .hasSize(1);
        assertThat(used()).isEqualTo(2);
    }

    @Test
    void theBudgetOfAttemptsIsSharedByAllCalls() throws Exception {
        upstream.model(CLOUD, Behaviour.error(500), Behaviour.text("plan"), Behaviour.error(500));
        upstream.model(LOCAL, Behaviour.error(500));

        var heard =
                ask((_, calls) -> {
                    calls.ask(request("plan it"));
                    calls.ask(request("say it"));
                    return new TeamAnswer.ByModel("T", null);
                });

        assertThat(heard.ended().outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(heard.ended().attempts()).isEqualTo(3);
    }

    @Test
    void afterThePolicyGaveUpNoFurtherCallIsMade() throws Exception {
        upstream.model(CLOUD, Behaviour.error(500));
        upstream.model(LOCAL, Behaviour.error(500));

        var heard =
                ask((_, calls) -> {
                    assertThatThrownBy(() -> calls.ask(request("one")))
                            .isInstanceOf(NoModelException.class);
                    long before = upstream.chatCount();
                    assertThatThrownBy(() -> calls.ask(request("two")))
                            .isInstanceOf(NoModelException.class);
                    assertThat(upstream.chatCount()).isEqualTo(before);
                    calls.say("computed");
                    return new TeamAnswer.Computed("T", null);
                });

        assertThat(heard.ended().outcome()).isEqualTo(new Outcome.AnsweredOffline());
        assertThat(heard.ended().model()).isNull();
        assertThat(heard.all)
                .containsExactly("step Answer", "text computed", "notice answered_offline");
    }

    @Test
    void aTeamThatNeedsNoModelTakesNoPlace() throws Exception {
        var heard =
                ask((_, calls) -> {
                    calls.say("42");
                    return new TeamAnswer.Computed("T", null);
                });

        assertThat(heard.ended().outcome()).isEqualTo(new Outcome.AnsweredOffline());
        assertThat(used()).isZero();
        assertThat(upstream.chatCount()).isZero();
    }

    @Test
    void aLimitKeepsWhatWasSaidAndNamesItsReason() throws Exception {
        upstream.model(CLOUD, Behaviour.text("half"));

        var heard =
                ask((_, calls) -> {
                    calls.show(request("go"));
                    return new TeamAnswer.Limited("T", null, "Enough.");
                });

        assertThat(heard.ended().outcome()).isEqualTo(new Outcome.LimitReached("Enough."));
        assertThat(heard.ended().model()).isEqualTo(CLOUD);
        assertThat(heard.all).containsExactly("step Answer", "text half", "notice limit_reached");
    }

    @Test
    void thatTheAnswerBeginsIsToldOnceWhateverTheTeamDoes() throws Exception {
        upstream.model(CLOUD, Behaviour.text("half"));
        var begun = Collections.synchronizedList(new ArrayList<Boolean>());

        var heard =
                ask((_, calls) -> {
                    calls.ask(request("unseen"));
                    begun.add(calls.begun());
                    calls.step(new AgentStep.Answering());
                    calls.step(new AgentStep.Answering());
                    calls.show(request("go"));
                    begun.add(calls.begun());
                    calls.say(" and half");
                    return new TeamAnswer.ByModel("T", null);
                });

        assertThat(heard.ended().outcome()).isEqualTo(new Outcome.Answered(CLOUD));
        assertThat(heard.all).containsExactly("step Answer", "text half", "text  and half");
        assertThat(begun).containsExactly(false, true);
    }

    @Test
    void whatSaysWhyThereIsNoAnswerIsNotToldToBeOne() throws Exception {
        var heard =
                ask((_, calls) -> {
                    calls.notAsked(List.of("crm"));
                    calls.step(new AgentStep.Unanswered());
                    calls.say("The database is away.");
                    calls.say(" Sorry.");
                    return new TeamAnswer.Limited("T", null, "Away.");
                });

        assertThat(heard.ended().outcome()).isEqualTo(new Outcome.LimitReached("Away."));
        assertThat(heard.all)
                .containsExactly(
                        "notice source_not_asked",
                        "step No answer",
                        "text The database is away.",
                        "text  Sorry.",
                        "notice limit_reached");
    }

    @Test
    void whatIsAskedForWholeComesWhole() throws Exception {
        upstream.model(CLOUD, Behaviour.text("one two three"));

        var heard =
                ask(
                        (_, calls) -> {
                            calls.show(request("go"));
                            return new TeamAnswer.ByModel("T", null);
                        },
                        false);

        assertThat(heard.ended().outcome()).isEqualTo(new Outcome.Answered(CLOUD));
        assertThat(heard.all.getFirst()).isEqualTo("step Answer");
        assertThat(String.join("", heard.all.subList(1, heard.all.size())).replace("text ", ""))
                .isEqualTo("one two three");
    }

    @Test
    void aClientThatLeavesStopsTheTeamAndTheUpstream() throws Exception {
        var arrived = new CompletableFuture<Boolean>();
        upstream.when(
                _ -> arrived.complete(true),
                Behaviour.text("one two").betweenTokens(Duration.ofHours(1)));
        var stopped = new CompletableFuture<Boolean>();
        var cancelled = new CompletableFuture<Boolean>();
        var asking = new CompletableFuture<Boolean>();
        var heard = new Heard();
        var running =
                start(
                        (_, calls) -> {
                            calls.cancellation().onCancel(() -> cancelled.complete(true));
                            asking.complete(true);
                            try {
                                calls.ask(request("go"));
                                stopped.complete(false);
                            } catch (StoppedException e) {
                                stopped.complete(true);
                                throw e;
                            }
                            return new TeamAnswer.ByModel("T", null);
                        },
                        true,
                        heard);
        asking.get(20, TimeUnit.SECONDS);
        arrived.get(20, TimeUnit.SECONDS);

        var run = running.get(20, TimeUnit.SECONDS);
        ((QueryRun) run).context().runOnContext(_ -> run.cancel());

        assertThat(heard.ended().outcome()).isEqualTo(new Outcome.Cancelled());
        assertThat(stopped.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(cancelled.get(20, TimeUnit.SECONDS)).isTrue();
        upstream.chats().getFirst().closedByClient().get(20, TimeUnit.SECONDS);
    }

    @Test
    void aMistakeInATeamEndsItsQueryAndKeepsNothing() throws Exception {
        upstream.model(CLOUD, Behaviour.text("one"));

        var heard =
                ask((_, calls) -> {
                    calls.ask(request("go"));
                    throw new IllegalStateException("planted");
                });

        assertThat(heard.ended().outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(used()).isEqualTo(1);
    }

    @Test
    void aTeamThatTakesTooLongIsStoppedWithWhatItSaid() throws Exception {
        queryTimeout = Duration.ofMillis(200);
        var stopped = new CompletableFuture<Boolean>();

        var heard =
                ask((_, calls) -> {
                    calls.say("so far");
                    calls.cancellation().onCancel(() -> stopped.complete(true));
                    stopped.join();
                    calls.step(new AgentStep.Answering());
                    return new TeamAnswer.Computed("T", null);
                });

        assertThat(heard.ended().outcome()).isInstanceOf(Outcome.LimitReached.class);
        assertThat(heard.all)
                .containsExactly(
                        "step Answer",
                        "text so far",
                        "text \n\nA question may take 0 seconds (QUERY_TIMEOUT_SECONDS).",
                        "notice limit_reached");
    }
}
