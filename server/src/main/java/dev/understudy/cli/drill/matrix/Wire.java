package dev.understudy.cli.drill.matrix;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The protocol of the models' server. */
enum Wire {
    OLLAMA("", "/api/chat"),
    OPENAI("/v1", "/chat/completions");

    private final String base;
    private final String chat;

    Wire(String base, String chat) {
        this.base = base;
        this.chat = chat;
    }

    /** Where a server of this wire is asked. */
    String chatPath() {
        return base + chat;
    }

    /** The body of an error as a server of this wire sends it. */
    String error(String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        switch (this) {
            case OLLAMA -> body.put("error", message);
            case OPENAI ->
                    body.putObject("error")
                            .put("message", message)
                            .put("type", "api_error")
                            .putNull("param")
                            .putNull("code");
        }
        return body.toString();
    }

    /** A model of {@code models:} in {@code understudy.yaml}, on the server at {@code address}. */
    String entry(String model, String address, boolean metered) {
        return """
          - id: "%s"
            upstream: %s
            url: "%s"
            metered: %s
        """
                .formatted(model, lowerCase(), address + base, metered);
    }

    /** As it stands in the names of cases and in settings. */
    String lowerCase() {
        return switch (this) {
            case OLLAMA -> "ollama";
            case OPENAI -> "openai";
        };
    }
}
