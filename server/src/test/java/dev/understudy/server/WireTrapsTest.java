package dev.understudy.server;

import static dev.understudy.server.RunningServer.FALLBACK;
import static dev.understudy.server.RunningServer.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Ending;
import dev.understudy.simulator.Simulator;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The traps of the wires between front ends, SDKs and Ollama. Most are held where they can be
 * sprung; {@link #HELD} says where, and that it stays true is tested. The rest is below. Traps 6
 * and 7 are meant for {@code MIDSTREAM=error}; otherwise the next model goes on ({@link
 * MidAnswerRescueTest}).
 */
@Timeout(120)
class WireTrapsTest {
    private static final String HELD =
            """
            1  an error that is no JSON leaves an empty bubble
               web.BadRequestsTest#trap1_unknownPathsAndMethodsAreJsonToo
               web.BadRequestsTest#trap1_whatIsNoHttpGetsJsonAndTheEndOfTheConnection
               server.MutatedTrafficTest#nothingThatAClientSendsIsA500OrStopsTheServer
            2  an error that is null throws in the Java SDK
               web.StreamTransportTest#trap2_noChunkHasAnErrorThatIsNull
               server.JavaClientTest#aStreamIsTheSameAnswerAndEnds
            3  an error beside choices is not seen
               web.OutcomesTest#trap3_errorAfterTheFirstTextIsAChunkWithoutChoicesThenDoneThenTheEnd
            4  an error under status 200 is no error to an SDK
               web.StreamTransportTest#trap4_nothingIsSentBeforeTheFirstPieceOfTheAnswer
               web.OutcomesTest#earlyEndHasItsStatusWhetherStreamedOrNot
               server.JavaClientErrorsTest#failedAttemptsAreNotMultipliedByTheClientsOwnRetries
            5  a connection that stays open is waited for
               web.StreamTransportTest#trap5_theConnectionEndsAfterDone
               server.ServedAnswersTest#aStreamThatBreaksOffUpstreamEndsWithAnErrorChunkNotInSilence
            6  an upstream that ends without saying so is taken for an answer
               server.WireTrapsTest#trap6_anAnswerThatOnlyStoppedIsNotTakenForAWholeOne
               server.FailureTableTest#aFailureBeforeTheFirstTextIsMendedInTheSameQuery
            7  a retry behind the first word doubles the text
               server.WireTrapsTest#trap7_nobodyIsAskedAgainBehindTheFirstWord
               server.MidAnswerRescueTest#whatTheNextModelRepeatsIsTakenOut
            8  the fallback refuses what only the primary can do
               server.WireTrapsTest#trap8_theFallbackIsAskedInOllamasOwnWayWithoutWhatItCannotDo
               upstream.ollama.OllamaRequestTest#leavesOutWhatTheModelCannotDo
            9  Ollama cuts a long conversation in silence
               upstream.ollama.OllamaRequestTest#givesAnUnmeteredModelTheOneContextLength
               upstream.ollama.OllamaUpstreamTest#isToldOfAPromptThatDoesNotFit
               server.LearntModelsTest#aFallbackWithASmallerWindowGetsTheNewestTurnsAndTheUserIsTold
               server.FailureTableTest#aPromptThatIsTooLongIsTrimmedOnceAndThenRefused
            10 retries multiply
               server.JavaClientErrorsTest#failedAttemptsAreNotMultipliedByTheClientsOwnRetries
               server.JavaClientErrorsTest#aSpentQuotaIsToldOnceAndNotAskedAboutAgain
               server.FailureTableTest#aFailureBeforeTheFirstTextIsMendedInTheSameQuery
            11 a front end's own tasks take places and get notices
               server.AgentsOverHttpTest#aFrontEndsOwnTaskGoesToTheLocalModelAndTakesNoPlace
               web.NoticesTest#neverInTheAnswerWhereAProgramReadsIt
            12 notices come back as history
               web.NoticesTest#trap12_noticesThatComeBackAsHistoryAreTakenOut
            13 an upstream's text runs in the user's browser
               web.NoticesTest#trap13_textOfAnUpstreamCannotBecomeAnEvent
               data.result.MarkdownTextTest#proseKeepsItsEmphasisAndLosesWhatIsActive
            14 the front end runs the agents' tools
               web.StreamTransportTest#trap14_toolCallsCarryTheirIndexAndArgumentsAsText
               server.FailureTableTest#callsOfToolsThatNobodyOfferedDoNotReachTheClient
            15 anybody says who he is
               web.CredentialsTest#chatIdNamesTheConversationOnlyFromAKey
            16 a spelling that some client uses is refused
               web.BadRequestsTest#trap16_everySpellingThatClientsUseIsRead
            17 tokens are lost, doubled or another model's
               server.WireTrapsTest#trap17_tokensAreThoseOfTheModelThatWasAskedWhateverItsReplyIsCalled
               gateway.GatewayTest#aQueryThatIsCancelledInTheMiddleCountsWhatItUsedByEstimate
               gateway.TeamRunTest#tokensOfAllCallsAreAddedUp
               upstream.http.SimulatedUpstreamContract#marksCountsThatTheServerDidNotGive
            18 a client that has left is not noticed
               server.LeavingChatTest#leavingBeforeAnythingWasSaidStopsTheUpstream
               server.LeavingChatTest#leavingWhileATeamPlansStopsItsCall
            19 a line is too long for the front end
               web.StreamTransportTest#trap19_noLineIsLongerThan64KiBAndNoCharacterIsCut
               web.AgentAnswersTest#aStreamDoesNotRepeatRowsThatWouldMakeItsLastLineTooLong
            20 a stream is held back by a buffer, or cut inside a character
               web.StreamedAnswerTest#trap20_streamIsUnbufferedUtf8AndValidChunksOfOneIdThenDoneThenTheEnd
               upstream.ollama.OllamaStreamTest#readsTheSameWhereverTheBytesAreCut
            21 an upstream that says nothing is waited for without end
               gateway.CallClocksTest#theFirstTokenHasItsOwnClock
               gateway.CallClocksTest#theAttemptEndsHoweverMuchIsSaid
               server.FailureTableTest#aFailureBeforeTheFirstTextIsMendedInTheSameQuery
            22 a client's headers leak to the upstream
               server.ServedAnswersTest#nothingOfTheClientsHeadersGoesUpstream
            23 the list of models waits for the upstream
               server.WireTrapsTest#trap23_theModelsAreListedThoughTheUpstreamSaysNothing
            24 an answer that was cut looks whole
               server.WireTrapsTest#trap24_anAnswerThatItsLengthCutSaysSoInOpenWebUi
               server.LongAnswersTest#atTheCapTheAnswerIsMarkedAsCut
            """;

    private static final int TRAPS = 24;

    @TempDir Path home;
    private Simulator upstream;

    @BeforeEach
    void start() {
        upstream = Simulator.start();
        upstream.model(PRIMARY, Behaviour.text("cloud")).model(FALLBACK, Behaviour.text("local"));
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    private static Map<Integer, List<String>> held() {
        var held = new TreeMap<Integer, List<String>>();
        for (var row : HELD.split("\n(?=\\d)", -1)) {
            var lines = row.strip().lines().map(String::strip).toList();
            held.put(
                    Integer.parseInt(lines.getFirst().split(" ", 2)[0]),
                    lines.subList(1, lines.size()));
        }
        return held;
    }

    @Test
    void everyTrapIsHeldByTestsThatExist() {
        var held = held();
        assertThat(held.keySet())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, TRAPS).boxed().toList());
        assertThat(held.values()).allSatisfy(tests -> assertThat(tests).isNotEmpty());
        for (var name : held.values().stream().flatMap(List::stream).toList()) {
            var parts = name.split("#", 2);
            assertThat(tests("dev.understudy." + parts[0])).as(name).contains(parts[1]);
        }
    }

    private static List<String> tests(String className) {
        try {
            return Arrays.stream(Class.forName(className).getDeclaredMethods())
                    .filter(method ->
                            method.isAnnotationPresent(Test.class)
                                    || method.isAnnotationPresent(ParameterizedTest.class))
                    .map(Method::getName)
                    .toList();
        } catch (ClassNotFoundException e) {
            throw new AssertionError("there is no " + className, e);
        }
    }

    private static List<JsonNode> chunks(String body) {
        return body.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> RunningServer.JSON.readTree(line.substring("data: ".length())))
                .toList();
    }

    private static String text(List<JsonNode> chunks) {
        return chunks.stream()
                .map(chunk -> chunk.at("/choices/0/delta/content").asString(""))
                .collect(Collectors.joining());
    }

    static List<Ending> endings() {
        return List.of(
                new Ending.EndWithoutDone(),
                new Ending.ErrorLine("{\"error\":\"broke\"}"),
                new Ending.OddKey(),
                new Ending.BadJson(),
                new Ending.Cut(),
                new Ending.Reset());
    }

    @ParameterizedTest
    @MethodSource("endings")
    void trap6_anAnswerThatOnlyStoppedIsNotTakenForAWholeOne(Ending ending) throws Exception {
        upstream.model(PRIMARY, Behaviour.text("one two three four").then(ending).after(2));
        try (var server = RunningServer.start(home, upstream, "MIDSTREAM", "error")) {
            var body = server.askStreamed("Tell me.").body();

            var chunks = chunks(body);
            assertThat(text(chunks)).startsWith("one").doesNotContain("four", "broke");
            assertThat(chunks.getLast().at("/error/code").asString())
                    .isEqualTo("upstream_unavailable");
            assertThat(chunks.getLast().has("choices")).isFalse();
            assertThat(body).doesNotContain("\"finish_reason\":\"stop\"");
            assertThat(body).endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void trap7_nobodyIsAskedAgainBehindTheFirstWord() throws Exception {
        upstream.model(
                PRIMARY,
                Behaviour.text("one two three").then(new Ending.Reset()).after(1),
                Behaviour.text("one two three"));
        try (var server = RunningServer.start(home, upstream, "MIDSTREAM", "error")) {
            var body = server.askStreamed("Tell me.").body();

            assertThat(text(chunks(body)).strip()).isEqualTo("one");
            assertThat(upstream.chatCount()).isEqualTo(1);
        }
    }

    @Test
    void trap8_theFallbackIsAskedInOllamasOwnWayWithoutWhatItCannotDo() throws Exception {
        upstream.model(PRIMARY, Behaviour.error(401));
        try (var server = RunningServer.start(home, upstream)) {
            var response =
                    server.post(
                            """
                            {"model":"chat","reasoning_effort":"high","messages":[{"role":"user","content":[
                              {"type":"text","text":"What?"},
                              {"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}}]}]}\
                            """);

            assertThat(RunningServer.content(response)).contains("local");
            assertThat(upstream.chats(FALLBACK)).hasSize(1);
            var sent = upstream.chats(FALLBACK).getFirst();
            assertThat(sent.path()).isEqualTo("/api/chat");
            assertThat(sent.json().has("think")).isFalse();
            assertThat(sent.body()).doesNotContain("images");
            assertThat(sent.json().at("/options/num_ctx").asInt()).isPositive();
        }
    }

    @Test
    void trap17_tokensAreThoseOfTheModelThatWasAskedWhateverItsReplyIsCalled() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("cloud").usage(30, 12));
        try (var server = RunningServer.start(home, upstream)) {
            server.ask("hello");

            var history = server.get("/api/v1/usage/history?days=1&by=model");
            var part = history.at("/days/0/parts/0");
            assertThat(part.path("name").asString())
                    .as("Ollama's cloud answers as %s", PRIMARY.replace("-cloud", ""))
                    .isEqualTo(PRIMARY);
            assertThat(part.path("total_tokens").asInt()).isEqualTo(42);
        }
    }

    @Test
    void trap23_theModelsAreListedThoughTheUpstreamSaysNothing() throws Exception {
        upstream.when(request -> true, Behaviour.silence());
        try (var server = RunningServer.start(home, upstream)) {
            assertThat(server.get("/v1/models").path("data").findValuesAsString("id"))
                    .contains("chat", PRIMARY, FALLBACK);
        }
    }

    @Test
    void trap24_anAnswerThatItsLengthCutSaysSoInOpenWebUi() throws Exception {
        upstream.model(PRIMARY, Behaviour.text("one two").finish("length"));
        try (var server = RunningServer.start(home, upstream, "MAX_CONTINUATIONS", "0")) {
            var response =
                    server.post(
                            """
                            {"model":"chat","stream":true,"user":{"id":"7","email":"ada@example.org"},
                             "messages":[{"role":"user","content":"Tell me."}]}\
                            """);

            var events = chunks(response.body()).stream().filter(it -> it.has("event")).toList();
            assertThat(events.toString())
                    .contains("\"type\":\"status\"")
                    .contains("Notice: Answer Cut");
        }
    }
}
