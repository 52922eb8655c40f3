package dev.understudy.mcp;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes JSON-RPC 2.0. Pure functions. */
public final class RpcJson {
    /**
     * Bytes of one message. A question or a statement is far shorter, images do not come this way,
     * and so much is read in about a millisecond: on an event loop.
     */
    public static final int LONGEST_MESSAGE = 256 * 1024;

    /** Levels of brackets; the tools' arguments have two. */
    private static final int MAX_NESTING = 50;

    /** Values of one message: a tree costs some hundred bytes for each. */
    private static final long MAX_TOKENS = 20_000;

    /** Characters of a request's id, which is kept while the request runs. */
    private static final int LONGEST_ID = 200;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_NESTING)
                                                    .maxTokenCount(MAX_TOKENS)
                                                    .maxStringLength(LONGEST_MESSAGE)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private RpcJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Reads one message, which may be anything at all. */
    public static RpcMessage read(byte[] bytes) {
        JsonNode json;
        try {
            json = MAPPER.readTree(bytes);
        } catch (JacksonException _) {
            return wrong(
                    JsonNodeFactory.instance.nullNode(),
                    RpcError.unreadable(
                            "This is no JSON that can be read, or it is nested too deeply."));
        }
        if (json.isArray()) {
            return wrong(
                    JsonNodeFactory.instance.nullNode(),
                    RpcError.invalidRequest("Batches are not taken. Send each message by itself."));
        }
        return json instanceof ObjectNode object
                ? message(object)
                : wrong(
                        JsonNodeFactory.instance.nullNode(),
                        RpcError.invalidRequest("A message is a JSON object."));
    }

    private static RpcMessage message(ObjectNode json) {
        boolean withId = json.has("id");
        var id = withId ? json.path("id") : JsonNodeFactory.instance.nullNode();
        if (withId && !isId(id)) {
            return wrong(
                    JsonNodeFactory.instance.nullNode(),
                    RpcError.invalidRequest(
                            "id must be a whole number, or a string of at most %d characters."
                                    .formatted(LONGEST_ID)));
        }
        if (!json.path("jsonrpc").asString("").equals("2.0")) {
            return wrong(id, RpcError.invalidRequest("jsonrpc must be \"2.0\"."));
        }
        if (!json.has("method") && withId && (json.has("result") || json.has("error"))) {
            return new RpcMessage.Reply();
        }
        if (!json.path("method").isString()) {
            return wrong(id, RpcError.invalidRequest("method must be a string."));
        }
        var params = json.path("params");
        if (!params.isMissingNode() && !params.isNull() && !params.isObject()) {
            return wrong(id, RpcError.invalidParameters("params must be an object."));
        }
        var method = json.path("method").stringValue();
        var given = params instanceof ObjectNode object ? object : object();
        return withId
                ? new RpcMessage.Request(id, method, given)
                : new RpcMessage.Notification(method, given);
    }

    /** Whether this may be a request's id, or a token of progress. */
    static boolean isId(JsonNode node) {
        return (node.isString() && node.stringValue().length() <= LONGEST_ID)
                || (node.isIntegralNumber() && node.canConvertToLong());
    }

    private static RpcMessage wrong(JsonNode id, RpcError error) {
        return new RpcMessage.Wrong(id, error);
    }

    static ObjectNode result(JsonNode id, ObjectNode result) {
        var json = object().put("jsonrpc", "2.0");
        json.set("id", id);
        json.set("result", result);
        return json;
    }

    /** An error as a reply. */
    public static ObjectNode error(JsonNode id, RpcError error) {
        var json = object().put("jsonrpc", "2.0");
        json.set("id", id);
        json.putObject("error").put("code", error.code()).put("message", error.message());
        return json;
    }

    /** The reply to a message that was longer than is taken. */
    public static ObjectNode tooLong() {
        return error(
                JsonNodeFactory.instance.nullNode(),
                RpcError.invalidRequest(
                        "A message may have %d bytes; send less.".formatted(LONGEST_MESSAGE)));
    }

    static ObjectNode notification(String method, ObjectNode params) {
        var json = object().put("jsonrpc", "2.0").put("method", method);
        json.set("params", params);
        return json;
    }
}
