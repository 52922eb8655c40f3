package dev.understudy.cli.drill;

import java.io.IOException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A chat as a front end keeps it: each answer goes back as history, just as it was shown. */
public final class Conversation {
    private final Rehearsal rehearsal;
    private final String model;
    private final ArrayNode messages = JsonNodeFactory.instance.arrayNode();

    /**
     * @param model what is asked for by name
     */
    Conversation(Rehearsal rehearsal, String model) {
        this.rehearsal = rehearsal;
        this.model = model;
    }

    /** Asks on, streamed. */
    public Seen ask(String question) throws IOException, InterruptedException {
        add("user", question);
        var body = JsonNodeFactory.instance.objectNode().put("model", model).put("stream", true);
        body.set("messages", messages.deepCopy());
        var seen = rehearsal.ask(body, question);
        if (!seen.content().isEmpty()) {
            add("assistant", seen.content());
        }
        return seen;
    }

    private void add(String role, String content) {
        messages.addObject().put("role", role).put("content", content);
    }
}
