package dev.understudy.upstream.openai;

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
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the body of {@code POST /v1/chat/completions} (source: the types of openai-python 3.3.1).
 * Only fields that OpenAI has, since it refuses others (no {@code top_k}), and those that are
 * configured to be passed on. What the model cannot do is left out.
 */
final class OpenAiRequest {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> EFFORTS = Set.of("low", "medium", "high");

    /**
     * OpenAI's own reasoning models, by the names that it gives them. They take {@code
     * max_completion_tokens} in place of {@code max_tokens}, and no temperature or penalty.
     */
    private static final Pattern REASONING_MODEL = Pattern.compile("(o\\d|gpt-([5-9]|\\d\\d)).*");

    /** What OpenAI refuses in the name of a schema. */
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^A-Za-z0-9_-]");

    private static final int LONGEST_NAME = 64;

    private final ModelProfile model;
    private final ChatRequest request;
    private final StringWriter text = new StringWriter(1024);
    private final JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text);

    private OpenAiRequest(ModelProfile model, ChatRequest request) {
        this.model = model;
        this.request = request;
    }

    /**
     * The body as text: half a surrogate pair in it then becomes a question mark on the wire, where
     * a writer of bytes would refuse the whole conversation.
     *
     * @throws IllegalArgumentException when a schema is not a JSON object
     */
    static String json(ModelProfile model, ChatRequest request) {
        return new OpenAiRequest(model, request).write();
    }

    private String write() {
        out.writeStartObject();
        out.writeStringProperty("model", model.upstreamModel());
        out.writeArrayPropertyStart("messages");
        request.messages().forEach(this::writeMessage);
        out.writeEndArray();
        out.writeBooleanProperty("stream", true);
        // Without it a stream says nothing of tokens.
        out.writeObjectPropertyStart("stream_options");
        out.writeBooleanProperty("include_usage", true);
        out.writeEndObject();
        if (!request.tools().isEmpty() && model.can(Capability.TOOLS)) {
            RequestJson.writeTools(request.tools(), out);
            if (request.toolRequired()) {
                out.writeStringProperty("tool_choice", "required");
            }
        }
        writeFormat();
        var think = request.think();
        if (think != null && EFFORTS.contains(think) && model.can(Capability.THINKING)) {
            out.writeStringProperty("reasoning_effort", think);
        }
        writeLimits();
        request.extraFields().forEach((name, json) -> JsonCopy.field(name, json, out));
        out.writeEndObject();
        out.close();
        return text.toString();
    }

    private void writeMessage(ChatMessage message) {
        out.writeStartObject();
        out.writeStringProperty("role", message.role().name().toLowerCase(Locale.ROOT));
        if (!message.images().isEmpty() && model.can(Capability.VISION)) {
            writeParts(message);
        } else if (message.text().isEmpty() && !message.toolCalls().isEmpty()) {
            // Some servers refuse an empty text.
            out.writeNullProperty("content");
        } else {
            out.writeStringProperty("content", message.text());
        }
        if (!message.toolCalls().isEmpty()) {
            writeToolCalls(message);
        }
        var answered = message.toolCallId();
        if (message.role() == Role.TOOL && answered != null) {
            out.writeStringProperty("tool_call_id", answered);
        }
        out.writeEndObject();
    }

    private void writeParts(ChatMessage message) {
        out.writeArrayPropertyStart("content");
        if (!message.text().isEmpty()) {
            out.writeStartObject();
            out.writeStringProperty("type", "text");
            out.writeStringProperty("text", message.text());
            out.writeEndObject();
        }
        for (var image : message.images()) {
            out.writeStartObject();
            out.writeStringProperty("type", "image_url");
            out.writeObjectPropertyStart("image_url");
            out.writeStringProperty(
                    "url", "data:" + image.mediaType() + ";base64," + image.base64());
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void writeToolCalls(ChatMessage message) {
        out.writeArrayPropertyStart("tool_calls");
        for (var call : message.toolCalls()) {
            out.writeStartObject();
            out.writeStringProperty("id", call.id());
            out.writeStringProperty("type", "function");
            out.writeObjectPropertyStart("function");
            out.writeStringProperty("name", call.name());
            out.writeStringProperty("arguments", arguments(call));
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /**
     * Models write broken arguments now and then, and servers that read them (vLLM does) would
     * refuse the conversation for ever after. So such arguments are passed on as text.
     */
    private static String arguments(ToolCall call) {
        if (JsonCopy.isObject(call.argumentsJson())) {
            return call.argumentsJson();
        }
        var wrapped = new StringWriter();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), wrapped)) {
            json.writeStartObject();
            json.writeStringProperty("arguments", call.argumentsJson());
            json.writeEndObject();
        }
        return wrapped.toString();
    }

    private void writeFormat() {
        switch (request.format()) {
            case ResponseFormat.PlainText() -> {}
            case ResponseFormat.AnyJson() -> {
                out.writeObjectPropertyStart("response_format");
                out.writeStringProperty("type", "json_object");
                out.writeEndObject();
            }
            case ResponseFormat.JsonBySchema(var name, var schema) -> {
                out.writeObjectPropertyStart("response_format");
                out.writeStringProperty("type", "json_schema");
                out.writeObjectPropertyStart("json_schema");
                out.writeStringProperty("name", schemaName(name));
                out.writeName("schema");
                JsonCopy.schema("of the format " + name, schema, out);
                out.writeEndObject();
                out.writeEndObject();
            }
        }
    }

    private static String schemaName(String name) {
        var allowed = NOT_IN_A_NAME.matcher(name).replaceAll("_");
        return allowed.isEmpty()
                ? "answer"
                : allowed.substring(0, Math.min(allowed.length(), LONGEST_NAME));
    }

    private void writeLimits() {
        var sampling = request.sampling();
        if (REASONING_MODEL.matcher(model.upstreamModel()).matches()) {
            out.writeNumberProperty("max_completion_tokens", request.maxTokens());
        } else {
            out.writeNumberProperty("max_tokens", request.maxTokens());
            out.writeNumberProperty("temperature", sampling.temperature());
            RequestJson.writeNumber("top_p", sampling.topP(), out);
            RequestJson.writeNumber("presence_penalty", sampling.presencePenalty(), out);
            RequestJson.writeNumber("frequency_penalty", sampling.frequencyPenalty(), out);
        }
        if (sampling.seed() != null) {
            out.writeNumberProperty("seed", sampling.seed());
        }
        RequestJson.writeStop(sampling.stop(), out);
    }
}
