package dev.understudy.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ollama's native protocol: one JSON object per line. After {@code ChatResponse} in api/types.go
 * and {@code ChatHandler} in server/routes.go of ollama fb307609.
 */
final class OllamaWire implements Wire {
    static final OllamaWire INSTANCE = new OllamaWire();

    /** Ollama never reports less than some time for loading and reading the prompt. */
    private static final long LEAST_NANOS = 1_000_000;

    private OllamaWire() {}

    @Override
    public boolean streamsByDefault() {
        return true;
    }

    @Override
    public String streamType() {
        return "application/x-ndjson";
    }

    @Override
    public byte[] framed(byte[] json) {
        var line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    @Override
    public List<JsonNode> opening(ChatCall call) {
        return List.of();
    }

    @Override
    public JsonNode thinking(ChatCall call, String piece) {
        return line(call, message("").put("thinking", piece), false);
    }

    @Override
    public JsonNode text(ChatCall call, String piece) {
        return line(call, message(piece), false);
    }

    @Override
    public List<JsonNode> toolCall(ChatCall call, ToolCall toolCall, int index) {
        var message = message("");
        message.putArray("tool_calls").add(function(toolCall));
        return List.of(line(call, message, false));
    }

    @Override
    public List<JsonNode> closing(ChatCall call, Closing closing, boolean toolsCalled) {
        var line = line(call, message(""), true);
        finish(line, closing);
        return List.of(line);
    }

    @Override
    public byte[] farewell() {
        return new byte[0];
    }

    @Override
    public JsonNode whole(ChatCall call, Reply.Said said, Optional<Closing> closing) {
        var message = message(String.join("", said.text()));
        if (!said.thinking().isEmpty()) {
            message.put("thinking", String.join("", said.thinking()));
        }
        if (!said.toolCalls().isEmpty()) {
            var calls = message.putArray("tool_calls");
            said.toolCalls().forEach(toolCall -> calls.add(function(toolCall)));
        }
        var line = line(call, message, closing.isPresent());
        closing.ifPresent(end -> finish(line, end));
        return line;
    }

    /** The answer to a request without messages, which only loads (or unloads) the model. */
    JsonNode loaded(ChatCall call) {
        return line(call, message(""), true).put("done_reason", call.unload() ? "unload" : "load");
    }

    @Override
    public byte[] error(int status, String body) {
        return body.startsWith("{")
                ? body.getBytes(UTF_8)
                : Json.bytes(Json.object().put("error", body));
    }

    private static ObjectNode message(String content) {
        return Json.object().put("role", "assistant").put("content", content);
    }

    private static ObjectNode function(ToolCall toolCall) {
        var call = Json.object();
        call.putObject("function")
                .put("name", toolCall.name())
                .set("arguments", Json.read(toolCall.argumentsJson()));
        return call;
    }

    private static ObjectNode line(ChatCall call, ObjectNode message, boolean done) {
        var line =
                Json.object()
                        .put("model", call.model().nameInReplies())
                        .put("created_at", call.receivedAt().toString());
        line.set("message", message);
        return line.put("done", done);
    }

    private static void finish(ObjectNode line, Closing closing) {
        var evaluation = closing.total().minus(closing.firstToken());
        line.put("done_reason", closing.finishReason().orElse("stop"));
        line.put("total_duration", 3 * LEAST_NANOS + closing.total().toNanos());
        line.put("load_duration", LEAST_NANOS);
        closing.counts()
                .ifPresent(counts -> {
                    count(line, "prompt_eval", counts.prompt(), closing.firstToken());
                    count(line, "eval", counts.completion(), evaluation);
                });
    }

    private static void count(ObjectNode line, String name, int tokens, Duration time) {
        // Ollama's counters are "omitempty": zero is absent.
        if (tokens > 0) {
            line.put(name + "_count", tokens);
            line.put(name + "_duration", LEAST_NANOS + time.toNanos());
        }
    }
}
