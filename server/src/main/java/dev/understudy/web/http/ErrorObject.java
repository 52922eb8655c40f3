package dev.understudy.web.http;

import dev.understudy.output.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI's error object. Front ends show nothing but the message, so it says what to do.
 *
 * @param type the family, such as {@code invalid_request_error}
 * @param param which field of the request is meant, such as {@code messages[2].role}; null for none
 * @param code for programs; never a number
 */
public record ErrorObject(String message, String type, @Nullable String param, String code) {
    /** The client's error. */
    public static ErrorObject invalidRequest(String message, @Nullable String param, String code) {
        return new ErrorObject(message, "invalid_request_error", param, code);
    }

    /** {@code {"error":{...}}}, to which a body may add more. */
    public ObjectNode toBody() {
        var body = Json.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
        return body;
    }
}
