package dev.understudy.server;

import static dev.understudy.server.JavaClient.asking;
import static dev.understudy.server.JavaClient.text;
import static dev.understudy.server.RunningServer.FALLBACK;
import static dev.understudy.server.RunningServer.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.JsonValue;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.models.Model;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.SimulatedModel;
import dev.understudy.simulator.Simulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What users of OpenAI's client for Java do, against a running server. */
@Timeout(120)
class JavaClientTest {
    private static final String TEXT = "Grüße: 15% of 850 is 127.5 🎯";
    private static final SimulatedModel SEEING =
            SimulatedModel.named(PRIMARY)
                    .withCapabilities(List.of("completion", "tools", "thinking", "vision"));
    private static final String PIXEL = "iVBORw0KGgo=";

    @TempDir Path home;
    private Simulator upstream;
    private RunningServer server;
    private JavaClient client;

    @BeforeEach
    void start() {
        upstream = Simulator.start();
        plays(Behaviour.text(TEXT).usage(31, 17));
        server = RunningServer.start(home, upstream);
        client = JavaClient.of(server.url());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        upstream.close();
    }

    private void plays(Behaviour first, Behaviour... then) {
        upstream.model(SEEING, first, then);
    }

    private static ChatCompletion gathered(List<ChatCompletionChunk> chunks) {
        var gathered = ChatCompletionAccumulator.create();
        chunks.forEach(gathered::accumulate);
        return gathered.chatCompletion();
    }

    @Test
    void aCompletionHasItsTextReasonCountsAndQuery() {
        try (var response =
                client.api()
                        .chat()
                        .completions()
                        .withRawResponse()
                        .create(asking("What is 15% of 850?").build())) {
            var completion = response.parse();

            assertThat(text(completion)).isEqualTo(TEXT);
            assertThat(completion.model()).isEqualTo("chat");
            assertThat(completion.choices().getFirst().finishReason())
                    .isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
            var usage = completion.usage().orElseThrow();
            assertThat(usage.promptTokens()).isEqualTo(31);
            assertThat(usage.completionTokens()).isEqualTo(17);
            assertThat(usage.totalTokens()).isEqualTo(48);
            assertThat(String.valueOf(completion._allProperties().get("understudy")))
                    .contains(response.requestId().orElseThrow());
            assertThat(response.headers().values("x-ratelimit-remaining-requests"))
                    .containsExactly("999");
        }
    }

    @Test
    void aStreamIsTheSameAnswerAndEnds() {
        var chunks = client.stream(asking("What is 15% of 850?").build());

        var completion = gathered(chunks);
        assertThat(text(completion)).isEqualTo(TEXT);
        assertThat(completion.choices().getFirst().finishReason())
                .isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        assertThat(chunks)
                .as("who reads choices[0] of each chunk must find it")
                .allMatch(chunk -> chunk.choices().size() == 1);
    }

    @Test
    void theCountsOfAStreamAreItsLastChunkWhenAskedFor() {
        var options = ChatCompletionStreamOptions.builder().includeUsage(true).build();

        var chunks = client.stream(asking("hello").streamOptions(options).build());

        assertThat(chunks.getLast().choices()).isEmpty();
        assertThat(chunks.getLast().usage().orElseThrow().totalTokens()).isEqualTo(48);
        assertThat(chunks.subList(0, chunks.size() - 1)).allMatch(it -> it.usage().isEmpty());
    }

    @Test
    void aToolOfTheClientIsCalledByTheModelAndItsResultReachesIt() {
        plays(
                Behaviour.toolCall("get_weather", "{\"city\":\"Århus\"}"),
                Behaviour.text("It rains."));
        var question = withTool();

        var first = client.complete(question);

        var choice = first.choices().getFirst();
        assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
        var call = choice.message().toolCalls().orElseThrow().getFirst().asFunction();
        assertThat(call.function().name()).isEqualTo("get_weather");
        assertThat(RunningServer.JSON.readTree(call.function().arguments()).path("city").asString())
                .isEqualTo("Århus");
        assertThat(upstream.chats().getFirst().json().at("/tools/0/function/name").asString())
                .isEqualTo("get_weather");

        var answer =
                client.complete(
                        question.toBuilder()
                                .addMessage(choice.message())
                                .addMessage(
                                        ChatCompletionToolMessageParam.builder()
                                                .toolCallId(call.id())
                                                .content("rain, 9 degrees")
                                                .build())
                                .build());

        assertThat(text(answer)).isEqualTo("It rains.");
        var sent = upstream.chats().getLast().json().path("messages");
        assertThat(sent.at("/1/tool_calls/0/function/name").asString()).isEqualTo("get_weather");
        assertThat(sent.at("/2/role").asString()).isEqualTo("tool");
        assertThat(sent.at("/2/content").asString()).isEqualTo("rain, 9 degrees");
    }

    @Test
    void callsOfToolsAreGatheredFromAStream() {
        plays(Behaviour.toolCall("get_weather", "{\"city\":\"Paris\"}"));

        var choice = gathered(client.stream(withTool())).choices().getFirst();

        assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
        var call = choice.message().toolCalls().orElseThrow().getFirst().asFunction();
        assertThat(call.id()).isNotBlank();
        assertThat(call.function().arguments().replace(" ", "")).isEqualTo("{\"city\":\"Paris\"}");
    }

    private static ChatCompletionCreateParams withTool() {
        var parameters =
                FunctionParameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty(
                                "properties",
                                JsonValue.from(Map.of("city", Map.of("type", "string"))))
                        .build();
        return asking("Does it rain?")
                .addFunctionTool(
                        FunctionDefinition.builder()
                                .name("get_weather")
                                .description("the weather of a city")
                                .parameters(parameters)
                                .build())
                .build();
    }

    /** What the model is to fill in; the client makes a schema of it. */
    static final class Person {
        public String name = "";
        public int age = -1;
    }

    @Test
    void anAnswerByASchemaBecomesAnObjectOfTheClient() {
        plays(Behaviour.jsonBySchema());

        var completion =
                client.api()
                        .chat()
                        .completions()
                        .create(asking("Who?").responseFormat(Person.class).build());

        var person = completion.choices().getFirst().message().content().orElseThrow();
        assertThat(person.age).isNotNegative();
        assertThat(upstream.chats().getFirst().json().at("/format/properties/age/type").asString())
                .isEqualTo("integer");
    }

    @Test
    void anImageReachesAModelThatSees() {
        var parts =
                List.of(
                        ChatCompletionContentPart.ofText(
                                ChatCompletionContentPartText.builder().text("What?").build()),
                        ChatCompletionContentPart.ofImageUrl(
                                ChatCompletionContentPartImage.builder()
                                        .imageUrl(
                                                ChatCompletionContentPartImage.ImageUrl.builder()
                                                        .url("data:image/png;base64," + PIXEL)
                                                        .build())
                                        .build()));
        var question =
                ChatCompletionCreateParams.builder()
                        .model("chat")
                        .addUserMessageOfArrayOfContentParts(parts)
                        .build();

        assertThat(text(client.complete(question))).isEqualTo(TEXT);

        var message = upstream.chats().getFirst().json().at("/messages/0");
        assertThat(message.path("content").asString()).isEqualTo("What?");
        assertThat(message.at("/images/0").asString()).isEqualTo(PIXEL);
    }

    @Test
    void fieldsThatNobodyHereKnowsDoNoHarm() {
        var question =
                asking("hello")
                        .store(true)
                        .parallelToolCalls(false)
                        .putAdditionalBodyProperty("of_next_year", JsonValue.from(List.of(1, 2)))
                        .putAdditionalHeader("X-Of-Next-Year", "1")
                        .build();

        assertThat(text(client.complete(question))).isEqualTo(TEXT);
        assertThat(upstream.chats().getFirst().body()).doesNotContain("of_next_year", "store");
    }

    @Test
    void theModelsAreListedAndFoundOneByOne() {
        assertThat(client.api().models().list().data().stream().map(Model::id))
                .contains("autogen-agents", "chat", PRIMARY, FALLBACK);
        assertThat(client.api().models().retrieve(PRIMARY).id()).isEqualTo(PRIMARY);
    }

    @Test
    void theAgentsAnswerThroughTheClientToo() {
        plays(Behaviour.error(500));

        var answer = client.complete(asking("What is 15% of 850?").model("autogen-agents").build());

        assertThat(text(answer)).contains("127.5");
        assertThat(String.valueOf(answer._allProperties().get("understudy")))
                .contains("answered_offline");
    }

    @Test
    void aStreamThatTheClientClosesStopsTheUpstream() throws Exception {
        plays(Behaviour.text("one two three").betweenTokens(Duration.ofHours(1)));

        try (var stream =
                client.api().chat().completions().createStreaming(asking("Tell me.").build())) {
            assertThat(stream.stream().findFirst()).isPresent();
        }

        upstream.chats().getFirst().closedByClient().get(20, TimeUnit.SECONDS);
        server.awaitIdle();
    }
}
