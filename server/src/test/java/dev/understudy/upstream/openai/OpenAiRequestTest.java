package dev.understudy.upstream.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.Image;
import dev.understudy.chat.ResponseFormat;
import dev.understudy.chat.Role;
import dev.understudy.chat.Sampling;
import dev.understudy.chat.ToolCall;
import dev.understudy.chat.ToolSpec;
import dev.understudy.model.Capability;
import dev.understudy.model.ModelClocks;
import dev.understudy.model.ModelProfile;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiRequestTest {
    private static final ModelProfile CAPABLE = model("big", EnumSet.allOf(Capability.class));
    private static final ModelProfile PLAIN = model("small", Set.of());

    @Test
    void writesAPlainQuestion() {
        var request =
                ChatRequest.of(
                        List.of(ChatMessage.system("Be brief."), ChatMessage.user("Grüße \"x\"\n")),
                        Sampling.at(0.3),
                        8000);

        assertThat(OpenAiRequest.json(CAPABLE, request))
                .isEqualTo(
                        """
                        {"model":"big",\
                        "messages":[{"role":"system","content":"Be brief."},\
                        {"role":"user","content":"Grüße \\"x\\"\\n"}],\
                        "stream":true,"stream_options":{"include_usage":true},\
                        "max_tokens":8000,"temperature":0.3}\
                        """);
    }

    @Test
    void writesEverySamplingOptionThatOpenAiHas() {
        var sampling = new Sampling(0.0, 0.9, 40, 7L, 0.5, -0.5, List.of("END", "\n\n"));

        assertThat(json(CAPABLE, ChatRequest.of(question().messages(), sampling, 1)))
                .endsWith(
                        """
                        "max_tokens":1,"temperature":0.0,"top_p":0.9,"presence_penalty":0.5,\
                        "frequency_penalty":-0.5,"seed":7,"stop":["END","\\n\\n"]}\
                        """)
                .doesNotContain("top_k");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"o1", "o3-mini", "o4-mini-2025-04-16", "gpt-5", "gpt-5.1-mini", "gpt-10"})
    void asksOpenAisReasoningModelsInTheirWay(String name) {
        var sampling = new Sampling(0.0, 0.9, 40, 7L, 0.5, -0.5, List.of());
        var request = ChatRequest.of(question().messages(), sampling, 100);

        assertThat(json(model(name, Set.of()), request))
                .endsWith("\"max_completion_tokens\":100,\"seed\":7}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4o", "gpt-oss-120b", "gpt-3.5-turbo", "openai/gpt-5", "olmo", "my-o1"})
    void asksOtherModelsInTheUsualWay(String name) {
        assertThat(json(model(name, Set.of()), question()))
                .endsWith("\"max_tokens\":8000,\"temperature\":0.3}");
    }

    @Test
    void writesAToolExchange() {
        var request =
                new ChatRequest(
                        List.of(
                                ChatMessage.user("weather?"),
                                calls(new ToolCall("c1", "weather", "{\"city\":\"Rom\"}")),
                                ChatMessage.tool("c1", "sunny")),
                        Sampling.at(0.3),
                        10,
                        List.of(new ToolSpec("weather", "Tells it", "{\"type\":\"object\"}")),
                        new ResponseFormat.PlainText(),
                        null);

        assertThat(json(CAPABLE, request))
                .contains(
                        """
                        {"role":"assistant","content":null,"tool_calls":[{"id":"c1",\
                        "type":"function","function":{"name":"weather",\
                        "arguments":"{\\"city\\":\\"Rom\\"}"}}]},\
                        {"role":"tool","content":"sunny","tool_call_id":"c1"}]\
                        """)
                .contains(
                        """
                        "tools":[{"type":"function","function":{"name":"weather",\
                        "description":"Tells it","parameters":{"type":"object"}}}]\
                        """);
    }

    @Test
    void passesExtraFieldsOnAsTheyCame() {
        var request =
                question()
                        .withExtraFields(
                                Map.of(
                                        "logit_bias", "{\"50256\":-100,\"7\":1.50}",
                                        "guided_regex", "\"[a-z]+\""));

        assertThat(json(CAPABLE, request))
                .endsWith(
                        """
                        "temperature":0.3,"guided_regex":"[a-z]+",\
                        "logit_bias":{"50256":-100,"7":1.50}}\
                        """);
    }

    @Test
    void saysThatAToolMustBeCalled() {
        var tools = List.of(new ToolSpec("t", "", "{}"));

        assertThat(json(CAPABLE, question().withTools(tools, true)))
                .contains("\"tool_choice\":\"required\"");
        assertThat(json(CAPABLE, question().withTools(tools, false))).doesNotContain("tool_choice");
        assertThat(json(PLAIN, question().withTools(tools, true))).doesNotContain("tool_choice");
    }

    @Test
    void passesBrokenArgumentsOfAnOldCallOnAsText() {
        var request = question().withMessages(List.of(calls(new ToolCall("c", "f", "{\"a\":"))));

        assertThat(json(CAPABLE, request))
                .contains("\"arguments\":\"{\\\"arguments\\\":\\\"{\\\\\\\"a\\\\\\\":\\\"}\"");
    }

    @Test
    void writesImagesAsDataUrls() {
        assertThat(json(CAPABLE, demanding("low")))
                .contains(
                        """
                        {"role":"user","content":[{"type":"text","text":"what?"},\
                        {"type":"image_url","image_url":{"url":"data:image/png;base64,QUJD"}}]}\
                        """);
    }

    @ParameterizedTest
    @CsvSource({"low, low", "medium, medium", "high, high", "true, ''", "false, ''", "much, ''"})
    void writesAnEffortWhereThereIsAWordForIt(String think, String effort) {
        var json = json(CAPABLE, demanding(think));

        if (effort.isEmpty()) {
            assertThat(json).doesNotContain("reasoning_effort");
        } else {
            assertThat(json).contains("\"reasoning_effort\":\"%s\"".formatted(effort));
        }
    }

    @Test
    void leavesOutWhatTheModelCannotDo() {
        assertThat(json(PLAIN, demanding("high")))
                .contains("\"content\":\"what?\"}")
                .doesNotContain("image_url", "reasoning_effort", "\"tools\"");
    }

    @Test
    void writesTheFormats() {
        assertThat(json(PLAIN, formatted(new ResponseFormat.AnyJson())))
                .contains("\"response_format\":{\"type\":\"json_object\"}");
        assertThat(
                        json(
                                PLAIN,
                                formatted(
                                        new ResponseFormat.JsonBySchema(
                                                "my answer!", "{\"type\":\"object\",\"n\":1.50}"))))
                .contains(
                        """
                        "response_format":{"type":"json_schema","json_schema":\
                        {"name":"my_answer_","schema":{"type":"object","n":1.50}}}\
                        """);
        assertThat(json(PLAIN, formatted(new ResponseFormat.JsonBySchema("", "{}"))))
                .contains("\"name\":\"answer\"");
    }

    @Test
    void refusesASchemaThatIsNoObject() {
        var request = formatted(new ResponseFormat.JsonBySchema("answer", "[1] {}"));

        assertThatThrownBy(() -> json(CAPABLE, request))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the schema of the format answer must be a JSON object");
    }

    private static ChatRequest question() {
        return ChatRequest.of(List.of(ChatMessage.user("q")), Sampling.at(0.3), 8000);
    }

    private static ChatRequest formatted(ResponseFormat format) {
        return new ChatRequest(
                question().messages(), Sampling.at(0.3), 10, List.of(), format, null);
    }

    private static ChatRequest demanding(String think) {
        var picture = new Image("image/png", "QUJD");
        return new ChatRequest(
                List.of(new ChatMessage(Role.USER, "what?", List.of(picture), List.of(), null)),
                Sampling.at(0.3),
                10,
                List.of(new ToolSpec("t", "", "{}")),
                new ResponseFormat.PlainText(),
                think);
    }

    private static ChatMessage calls(ToolCall call) {
        return new ChatMessage(Role.ASSISTANT, "", List.of(), List.of(call), null);
    }

    private static String json(ModelProfile model, ChatRequest request) {
        return OpenAiRequest.json(model, request);
    }

    private static ModelProfile model(String name, Set<Capability> capabilities) {
        return new ModelProfile(
                name, "upstream", name, true, 8192, capabilities, ModelClocks.CLOUD);
    }
}
