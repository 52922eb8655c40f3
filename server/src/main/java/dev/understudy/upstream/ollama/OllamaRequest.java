package dev.understudy.upstream.ollama;

import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.ResponseFormat;
import dev.understudy.chat.Role;
import dev.understudy.chat.ToolCall;
import dev.understudy.model.Capability;
import dev.understudy.model.ModelProfile;
import dev.understudy.upstream.http.JsonCopy;
import dev.understudy.upstream.http.RequestJson;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the body of {@code POST /api/chat} (source: Ollama's {@code api/types.go}). What the model
 * cannot do is left out: Ollama answers {@code think} or {@code tools} for such a model with 400.
 */
final class OllamaRequest {
    private static final JsonFactory JSON = new JsonFactory();

    /** Those that Ollama has beside its options. */
    private static final Set<String> BESIDE_OPTIONS = Set.of("keep_alive");

    private final ModelProfile model;
    private final ChatRequest request;
    private final int localNumCtx;
    private final StringWriter text = new StringWriter(1024);
    private final JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text);

    private OllamaRequest(ModelProfile model, ChatRequest request, int localNumCtx) {
        this.model = model;
        this.request = request;
        this.localNumCtx = localNumCtx;
    }

    /**
     * The body as text: half a surrogate pair in it then becomes a question mark on the wire, where
     * a writer of bytes would refuse the whole conversation.
     *
     * @throws IllegalArgumentException when a schema is not a JSON object
     */
    static String json(ModelProfile model, ChatRequest request, int localNumCtx) {
        return new OllamaRequest(model, request, localNumCtx).write();
    }

    private String write() {
        out.writeStartObject();
        out.writeStringProperty("model", model.upstreamModel());
        writeMessages();
        out.writeBooleanProperty("stream", true);
        if (!request.tools().isEmpty() && model.can(Capability.TOOLS)) {
            RequestJson.writeTools(request.tools(), out);
        }
        writeFormat();
        var think = request.think();
        if (think != null && model.can(Capability.THINKING)) {
            writeThink(think);
        }
        writeOptions();
        // Both off: what does not fit is refused, where Ollama would cut it and say nothing.
        out.writeBooleanProperty("truncate", false);
        out.writeBooleanProperty("shift", false);
        out.writeEndObject();
        out.close();
        return text.toString();
    }

    private void writeMessages() {
        Map<String, String> toolNames = new HashMap<>();
        out.writeArrayPropertyStart("messages");
        for (var message : request.messages()) {
            out.writeStartObject();
            out.writeStringProperty("role", message.role().name().toLowerCase(Locale.ROOT));
            out.writeStringProperty("content", message.text());
            if (!message.images().isEmpty() && model.can(Capability.VISION)) {
                writeImages(message);
            }
            if (!message.toolCalls().isEmpty()) {
                message.toolCalls().forEach(call -> toolNames.put(call.id(), call.name()));
                writeToolCalls(message);
            }
            var answered = message.toolCallId();
            if (message.role() == Role.TOOL && answered != null) {
                var name = toolNames.get(answered);
                if (name != null) {
                    out.writeStringProperty("tool_name", name);
                }
                out.writeStringProperty("tool_call_id", answered);
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void writeImages(ChatMessage message) {
        out.writeArrayPropertyStart("images");
        message.images().forEach(image -> out.writeString(image.base64()));
        out.writeEndArray();
    }

    private void writeToolCalls(ChatMessage message) {
        out.writeArrayPropertyStart("tool_calls");
        for (var call : message.toolCalls()) {
            out.writeStartObject();
            out.writeStringProperty("id", call.id());
            out.writeObjectPropertyStart("function");
            out.writeStringProperty("name", call.name());
            out.writeName("arguments");
            writeArguments(call);
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /**
     * Models write broken arguments now and then. Such a call is history: it is passed on as text,
     * so that the conversation can go on.
     */
    private void writeArguments(ToolCall call) {
        if (JsonCopy.isObject(call.argumentsJson())) {
            JsonCopy.object(call.argumentsJson(), out);
        } else {
            out.writeStartObject();
            out.writeStringProperty("arguments", call.argumentsJson());
            out.writeEndObject();
        }
    }

    private void writeFormat() {
        switch (request.format()) {
            case ResponseFormat.PlainText() -> {}
            case ResponseFormat.AnyJson() -> out.writeStringProperty("format", "json");
            case ResponseFormat.JsonBySchema(var name, var schema) -> {
                out.writeName("format");
                JsonCopy.schema("of the format " + name, schema, out);
            }
        }
    }

    private void writeThink(String think) {
        switch (think) {
            case "true" -> out.writeBooleanProperty("think", true);
            case "false" -> out.writeBooleanProperty("think", false);
            default -> out.writeStringProperty("think", think);
        }
    }

    private void writeOptions() {
        var sampling = request.sampling();
        out.writeObjectPropertyStart("options");
        out.writeNumberProperty("temperature", sampling.temperature());
        out.writeNumberProperty("num_predict", request.maxTokens());
        if (!model.metered()) {
            out.writeNumberProperty("num_ctx", localNumCtx);
        }
        RequestJson.writeNumber("top_p", sampling.topP(), out);
        if (sampling.topK() != null) {
            out.writeNumberProperty("top_k", sampling.topK());
        }
        if (sampling.seed() != null) {
            out.writeNumberProperty("seed", sampling.seed());
        }
        RequestJson.writeNumber("presence_penalty", sampling.presencePenalty(), out);
        RequestJson.writeNumber("frequency_penalty", sampling.frequencyPenalty(), out);
        RequestJson.writeStop(sampling.stop(), out);
        writeExtraFields(name -> !BESIDE_OPTIONS.contains(name));
        out.writeEndObject();
        writeExtraFields(BESIDE_OPTIONS::contains);
    }

    private void writeExtraFields(Predicate<String> wanted) {
        request.extraFields()
                .forEach((name, json) -> {
                    if (wanted.test(name)) {
                        JsonCopy.field(name, json, out);
                    }
                });
    }
}
