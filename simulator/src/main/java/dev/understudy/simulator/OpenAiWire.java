package dev.understudy.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAI wire: server-sent events with one JSON object each. After the types of openai-python
 * 3.3.1; thinking goes into {@code reasoning_content}.
 */
final class OpenAiWire implements Wire {
    static final OpenAiWire INSTANCE = new OpenAiWire();

    private OpenAiWire() {}

    @Override
    public boolean streamsByDefault() {
        return false;
    }

    @Override
    public String streamType() {
        return "text/event-stream";
    }

    @Override
    public byte[] framed(byte[] json) {
        return ("data: " + new String(json, UTF_8) + "\n\n").getBytes(UTF_8);
    }

    @Override
    public List<JsonNode> opening(ChatCall call) {
        return List.of(delta(call, Json.object().put("role", "assistant").put("content", "")));
    }

    @Override
    public JsonNode thinking(ChatCall call, String piece) {
        return delta(call, Json.object().put("reasoning_content", piece));
    }

    @Override
    public JsonNode text(ChatCall call, String piece) {
        return delta(call, Json.object().put("content", piece));
    }

    /** Two chunks: the name first, then the arguments, as servers stream them. */
    @Override
    public List<JsonNode> toolCall(ChatCall call, ToolCall toolCall, int index) {
        var named = Json.object();
        named.putArray("tool_calls").add(function(call, toolCall, index, "").put("index", index));
        var arguments = Json.object();
        arguments
                .putArray("tool_calls")
                .addObject()
                .put("index", index)
                .putObject("function")
                .put("arguments", toolCall.argumentsJson());
        return List.of(delta(call, named), delta(call, arguments));
    }

    @Override
    public List<JsonNode> closing(ChatCall call, Closing closing, boolean toolsCalled) {
        var chunks = new ArrayList<JsonNode>();
        var finished = frame(call, "chat.completion.chunk");
        var choice = finished.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta");
        choice.put("finish_reason", reason(closing, toolsCalled));
        chunks.add(finished);
        if (call.json().path("stream_options").path("include_usage").asBoolean(false)) {
            closing.counts().ifPresent(counts -> chunks.add(usageChunk(call, counts)));
        }
        return chunks;
    }

    @Override
    public byte[] farewell() {
        return "data: [DONE]\n\n".getBytes(UTF_8);
    }

    @Override
    public JsonNode whole(ChatCall call, Reply.Said said, Optional<Closing> closing) {
        var completion = frame(call, "chat.completion");
        var choice = completion.putArray("choices").addObject().put("index", 0);
        var message = choice.putObject("message").put("role", "assistant");
        if (said.text().isEmpty() && !said.toolCalls().isEmpty()) {
            message.putNull("content");
        } else {
            message.put("content", String.join("", said.text()));
        }
        if (!said.thinking().isEmpty()) {
            message.put("reasoning_content", String.join("", said.thinking()));
        }
        if (!said.toolCalls().isEmpty()) {
            var calls = message.putArray("tool_calls");
            for (var toolCall : said.toolCalls()) {
                calls.add(function(call, toolCall, calls.size(), toolCall.argumentsJson()));
            }
        }
        closing.ifPresentOrElse(
                end -> choice.put("finish_reason", reason(end, !said.toolCalls().isEmpty())),
                () -> choice.putNull("finish_reason"));
        closing.flatMap(Closing::counts)
                .ifPresent(counts -> completion.set("usage", usage(counts)));
        return completion;
    }

    @Override
    public byte[] error(int status, String body) {
        if (!body.startsWith("{")) {
            return Json.bytes(errorObject(status, body));
        }
        var error = Json.readOrMissing(body).path("error");
        return error.isString()
                ? Json.bytes(errorObject(status, error.asString()))
                : body.getBytes(UTF_8);
    }

    private static ObjectNode errorObject(int status, String message) {
        var type =
                switch (status) {
                    case 404 -> "not_found_error";
                    case 400 -> "invalid_request_error";
                    default -> "api_error";
                };
        var object = Json.object();
        object.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .putNull("code");
        return object;
    }

    private static String reason(Closing closing, boolean toolsCalled) {
        return closing.finishReason().orElse(toolsCalled ? "tool_calls" : "stop");
    }

    private static ObjectNode frame(ChatCall call, String object) {
        return Json.object()
                .put("id", "chatcmpl-" + call.id())
                .put("object", object)
                .put("created", call.receivedAt().getEpochSecond())
                .put("model", call.model().nameInReplies());
    }

    private static ObjectNode delta(ChatCall call, ObjectNode delta) {
        var chunk = frame(call, "chat.completion.chunk");
        var choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("finish_reason");
        return chunk;
    }

    private static ObjectNode function(
            ChatCall call, ToolCall toolCall, int index, String arguments) {
        var function =
                Json.object()
                        .put("id", "call_%d_%d".formatted(call.id(), index))
                        .put("type", "function");
        function.putObject("function").put("name", toolCall.name()).put("arguments", arguments);
        return function;
    }

    private static ObjectNode usageChunk(ChatCall call, TokenCounts.Fixed counts) {
        var chunk = frame(call, "chat.completion.chunk");
        chunk.putArray("choices");
        chunk.set("usage", usage(counts));
        return chunk;
    }

    private static ObjectNode usage(TokenCounts.Fixed counts) {
        return Json.object()
                .put("prompt_tokens", counts.prompt())
                .put("completion_tokens", counts.completion())
                .put("total_tokens", counts.prompt() + counts.completion());
    }
}
