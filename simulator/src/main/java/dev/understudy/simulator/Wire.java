package dev.understudy.simulator;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How an answer looks on one of the two protocols. Stateless and thread-safe. */
sealed interface Wire permits OllamaWire, OpenAiWire {

    /** The wire whose chat endpoint this is; empty for any other endpoint. */
    static Optional<Wire> ofChat(String method, String path) {
        if (!method.equals("POST")) {
            return Optional.empty();
        }
        return switch (path) {
            case "/api/chat" -> Optional.of(OllamaWire.INSTANCE);
            case "/v1/chat/completions" -> Optional.of(OpenAiWire.INSTANCE);
            default -> Optional.empty();
        };
    }

    /** The wire in whose shape errors of this path are told. */
    static Wire ofPath(String path) {
        return path.startsWith("/v1/") ? OpenAiWire.INSTANCE : OllamaWire.INSTANCE;
    }

    boolean streamsByDefault();

    /** The content type of a stream. */
    String streamType();

    /** One JSON object as it goes over a stream. */
    byte[] framed(byte[] json);

    /** What a stream starts with, before the first piece. */
    List<JsonNode> opening(ChatCall call);

    JsonNode thinking(ChatCall call, String piece);

    JsonNode text(ChatCall call, String piece);

    /** Tool call number {@code index} of the answer. */
    List<JsonNode> toolCall(ChatCall call, ToolCall toolCall, int index);

    List<JsonNode> closing(ChatCall call, Closing closing, boolean toolsCalled);

    /** What follows the closing, framed already; may be empty. */
    byte[] farewell();

    /** The whole answer as one object; without a closing it looks unfinished. */
    JsonNode whole(ChatCall call, Reply.Said said, Optional<Closing> closing);

    /**
     * An error object.
     *
     * @param body a message; or, when it starts with a brace, the object itself
     */
    byte[] error(int status, String body);
}
