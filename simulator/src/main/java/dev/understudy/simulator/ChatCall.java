package dev.understudy.simulator;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A chat request as a model sees it. Immutable.
 *
 * @param id the number of the call, for the ids of the OpenAI wire
 */
record ChatCall(Wire wire, SimulatedModel model, JsonNode json, Instant receivedAt, long id) {

    boolean streamed() {
        return json.path("stream").asBoolean(wire.streamsByDefault());
    }

    boolean load() {
        return json.path("messages").isEmpty();
    }

    /** The text of the last message with role {@code user}; empty when there is none. */
    String lastUserText() {
        var text = "";
        for (var message : json.path("messages")) {
            if (message.path("role").asString("").equals("user")) {
                text = text(message);
            }
        }
        return text;
    }

    /** The words of all messages: the simulator's estimate of the prompt's tokens. */
    int promptWords() {
        int words = 0;
        for (var message : json.path("messages")) {
            words += TokenSized.words(text(message));
        }
        return words;
    }

    /** What of the prompt the model gets to see, were it cut as Ollama cuts. */
    int promptWordsWithinContext() {
        int context = context();
        int words = promptWords();
        // A prompt that is too long is cut down to about half of the context (ollama issue 17427).
        return words > context ? context / 2 : words;
    }

    /** Whether a request without messages asks for the model to leave the memory. */
    boolean unload() {
        var keepAlive = json.path("keep_alive");
        return keepAlive.isNumber() && keepAlive.asDouble() == 0;
    }

    /** The context in tokens that the model has for this call. */
    int context() {
        return model.contextFor(json.path("options").path("num_ctx").asInt(0));
    }

    private static String text(JsonNode message) {
        var content = message.path("content");
        if (!content.isArray()) {
            return content.asString("");
        }
        var text = new StringBuilder();
        for (var part : content) {
            text.append(part.path("text").asString(""));
        }
        return text.toString();
    }

    /** The JSON schema that the answer must follow; an empty one for JSON of any kind. */
    Optional<JsonNode> schema() {
        var wanted =
                switch (wire) {
                    case OllamaWire _ -> json.path("format");
                    case OpenAiWire _ ->
                            json.path("response_format").path("json_schema").path("schema");
                };
        return wanted.isObject() ? Optional.of(wanted) : Optional.empty();
    }

    /** Why the model cannot take this request, in Ollama's words; empty when it can. */
    Optional<String> refusal() {
        if (json.path("tools").size() > 0 && lacks("tools")) {
            return Optional.of(lackOf("tools"));
        }
        if (thinkingAsked() && lacks("thinking")) {
            return Optional.of(lackOf("thinking"));
        }
        if (images() && lacks("vision")) {
            return Optional.of(lackOf("vision"));
        }
        if (refusesToCut() && promptWords() > context()) {
            return Optional.of(
                    "the prompt is longer than the context length currently available to the model");
        }
        return Optional.empty();
    }

    /** Ollama's words for a missing capability: the full name for all but thinking. */
    String lackOf(String capability) {
        return capability.equals("thinking")
                ? "\"%s\" does not support thinking".formatted(model.name())
                : "registry.ollama.ai/library/%s does not support %s"
                        .formatted(model.name(), capability);
    }

    private boolean lacks(String capability) {
        return !model.capabilities().contains(capability);
    }

    private boolean thinkingAsked() {
        var think = json.path("think");
        return think.isString() ? !think.asString().isEmpty() : think.asBoolean(false);
    }

    private boolean images() {
        for (var message : json.path("messages")) {
            if (message.path("images").size() > 0) {
                return true;
            }
            for (var part : message.path("content")) {
                if (part.path("type").asString("").equals("image_url")) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean refusesToCut() {
        return !json.path("truncate").asBoolean(true) && !json.path("shift").asBoolean(true);
    }
}
