package dev.understudy.cli.drill.matrix;

import java.util.Base64;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is asked in a case. */
enum Question {
    PLAIN,
    /** With an older turn before it. */
    SECOND,
    /** With a tool of the client. */
    WITH_TOOL,
    /** With the wish that the model thinks. */
    WITH_THINKING,
    /** With a picture. */
    WITH_IMAGE,
    /** For an answer in JSON. */
    FOR_JSON;

    static final String TEXT = "Who plays the lead?";

    /** The request's body. */
    ObjectNode body(How how) {
        var body = JsonNodeFactory.instance.objectNode().put("model", "chat");
        body.put("stream", how == How.STREAM);
        var messages = body.putArray("messages");
        if (this == SECOND) {
            messages.addObject().put("role", "user").put("content", "What is played tonight?");
            messages.addObject().put("role", "assistant").put("content", "A comedy.");
        }
        var message = messages.addObject().put("role", "user");
        if (this == WITH_IMAGE) {
            var parts = message.putArray("content");
            parts.addObject().put("type", "text").put("text", TEXT);
            var picture = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});
            parts.addObject()
                    .put("type", "image_url")
                    .putObject("image_url")
                    .put("url", "data:image/png;base64," + picture);
        } else {
            message.put("content", TEXT);
        }
        if (this == WITH_THINKING) {
            body.put("reasoning_effort", "high");
        }
        if (this == FOR_JSON) {
            body.putObject("response_format").put("type", "json_object");
        }
        if (this == WITH_TOOL) {
            var function = body.putArray("tools").addObject().put("type", "function");
            function.putObject("function")
                    .put("name", "programme")
                    .putObject("parameters")
                    .put("type", "object");
        }
        return body;
    }
}
