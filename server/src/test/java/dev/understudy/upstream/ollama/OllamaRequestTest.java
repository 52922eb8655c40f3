package dev.understudy.upstream.ollama;

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

class OllamaRequestTest {
    private static final ModelProfile CLOUD =
            model("gpt-oss:120b-cloud", true, EnumSet.allOf(Capability.class));
    private static final ModelProfile LOCAL = model("llama3.2:3b", false, Set.of());

    @Test
    void writesAPlainQuestionForAMeteredModelWithoutAContextLength() {
        var request =
                ChatRequest.of(
                        List.of(ChatMessage.system("Be brief."), ChatMessage.user("Grüße \"x\"\n")),
                        Sampling.at(0.3),
                        8000);

        assertThat(json(CLOUD, request))
                .isEqualTo(
                        """
                        {"model":"gpt-oss:120b-cloud",\
                        "messages":[{"role":"system","content":"Be brief."},\
                        {"role":"user","content":"Grüße \\"x\\"\\n"}],\
                        "stream":true,\
                        "options":{"temperature":0.3,"num_predict":8000},\
                        "truncate":false,"shift":false}\
                        """);
    }

    @Test
    void givesAnUnmeteredModelTheOneContextLength() {
        assertThat(json(LOCAL, question()))
                .contains(
                        "\"options\":{\"temperature\":0.3,\"num_predict\":8000,\"num_ctx\":4096}");
    }

    @Test
    void writesEverySamplingOption() {
        var sampling = new Sampling(0.0, 0.9, 40, 7L, 0.5, -0.5, List.of("END", "\n\n"));

        assertThat(json(CLOUD, ChatRequest.of(List.of(ChatMessage.user("q")), sampling, 1)))
                .contains(
                        """
                        "options":{"temperature":0.0,"num_predict":1,"top_p":0.9,"top_k":40,\
                        "seed":7,"presence_penalty":0.5,"frequency_penalty":-0.5,\
                        "stop":["END","\\n\\n"]}\
                        """);
    }

    @Test
    void writesAToolExchangeWithArgumentsAsAnObjectAndTheToolsName() {
        var request =
                new ChatRequest(
                        List.of(
                                ChatMessage.user("weather?"),
                                calls(
                                        new ToolCall(
                                                "c1", "weather", "{\"city\":\"Rom\",\"x\":1.50}")),
                                ChatMessage.tool("c1", "sunny"),
                                ChatMessage.tool("lost", "?")),
                        Sampling.at(0.3),
                        10,
                        List.of(new ToolSpec("weather", "Tells it", "{\"type\":\"object\"}")),
                        new ResponseFormat.AnyJson(),
                        null);

        assertThat(json(CLOUD, request))
                .contains(
                        """
                        {"role":"assistant","content":"","tool_calls":[{"id":"c1",\
                        "function":{"name":"weather","arguments":{"city":"Rom","x":1.50}}}]},\
                        {"role":"tool","content":"sunny","tool_name":"weather","tool_call_id":"c1"},\
                        {"role":"tool","content":"?","tool_call_id":"lost"}]\
                        """)
                .contains(
                        """
                        "tools":[{"type":"function","function":{"name":"weather",\
                        "description":"Tells it","parameters":{"type":"object"}}}]\
                        """)
                .contains("\"format\":\"json\"");
    }

    @Test
    void passesExtraFieldsOnAmongTheOptions() {
        var request = question().withExtraFields(Map.of("min_p", "0.050", "keep_alive", "\"5m\""));

        assertThat(json(CLOUD, request))
                .contains("\"num_predict\":8000,\"min_p\":0.050},\"keep_alive\":\"5m\",");
    }

    @Test
    void passesBrokenArgumentsOfAnOldCallOnAsText() {
        var request = question().withMessages(List.of(calls(new ToolCall("c", "f", "{\"a\":"))));

        assertThat(json(CLOUD, request)).contains("\"arguments\":{\"arguments\":\"{\\\"a\\\":\"}");
    }

    @Test
    void refusesASchemaThatIsNoObject() {
        var format = new ResponseFormat.JsonBySchema("answer", "[1] {}");
        var request =
                new ChatRequest(
                        question().messages(), Sampling.at(0.3), 10, List.of(), format, null);

        assertThatThrownBy(() -> json(CLOUD, request))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the schema of the format answer must be a JSON object");
    }

    @Test
    void writesImagesThoughtAndASchemaForAModelThatCan() {
        var json = json(CLOUD, demanding("low"));

        assertThat(json)
                .contains("\"content\":\"what?\",\"images\":[\"QUJD\"]")
                .contains("\"think\":\"low\"")
                .contains("\"format\":{\"type\":\"object\",\"required\":[\"a\"]}")
                .contains("\"tools\":");
        assertThat(json(CLOUD, demanding("true"))).contains("\"think\":true");
        assertThat(json(CLOUD, demanding("false"))).contains("\"think\":false");
    }

    @Test
    void leavesOutWhatTheModelCannotDo() {
        assertThat(json(LOCAL, demanding("true")))
                .contains("\"content\":\"what?\"}")
                .doesNotContain("\"images\"", "\"think\"", "\"tools\"");
    }

    private static ChatRequest question() {
        return ChatRequest.of(List.of(ChatMessage.user("q")), Sampling.at(0.3), 8000);
    }

    private static ChatRequest demanding(String think) {
        var picture = new Image("image/png", "QUJD");
        return new ChatRequest(
                List.of(new ChatMessage(Role.USER, "what?", List.of(picture), List.of(), null)),
                Sampling.at(0.3),
                10,
                List.of(new ToolSpec("t", "", "{}")),
                new ResponseFormat.JsonBySchema("a", "{\"type\":\"object\",\"required\":[\"a\"]}"),
                think);
    }

    private static ChatMessage calls(ToolCall call) {
        return new ChatMessage(Role.ASSISTANT, "", List.of(), List.of(call), null);
    }

    private static String json(ModelProfile model, ChatRequest request) {
        return OllamaRequest.json(model, request, 4096);
    }

    private static ModelProfile model(String name, boolean metered, Set<Capability> capabilities) {
        return new ModelProfile(
                name, "ollama", name, metered, 8192, capabilities, ModelClocks.CLOUD);
    }
}
