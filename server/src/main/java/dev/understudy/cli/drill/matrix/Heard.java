package dev.understudy.cli.drill.matrix;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What a client makes of a reply, streamed or whole. One thread at a time. */
final class Heard {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DATA = "data: ";
    private static final String DONE = "[DONE]";

    private final StringBuilder content = new StringBuilder();
    private final List<String> malformed = new ArrayList<>();
    private final RawReply reply;
    private String finish = "";
    private JsonNode error = MissingNode.getInstance();
    private JsonNode understudy = MissingNode.getInstance();
    private int outcomes;
    private @Nullable String lastEvent;

    private Heard(RawReply reply) {
        this.reply = reply;
    }

    static Heard of(RawReply reply) {
        var heard = new Heard(reply);
        if (reply.streamed()) {
            heard.readStream();
        } else if (!reply.body().isEmpty()) {
            heard.read(reply.body());
        }
        return heard;
    }

    /** Events are one line of data each, or comments, with an empty line behind them. */
    private void readStream() {
        for (var event : reply.body().split("\n\n", -1)) {
            if (event.startsWith(DATA) && event.indexOf('\n') < 0) {
                lastEvent = event.substring(DATA.length());
                if (!lastEvent.equals(DONE)) {
                    read(lastEvent);
                }
            } else if (!event.isEmpty() && !event.startsWith(":")) {
                malformed.add(event);
            }
        }
    }

    private void read(String json) {
        try {
            read(JSON.readTree(json));
        } catch (JacksonException _) {
            malformed.add(json);
        }
    }

    private void read(JsonNode object) {
        if (object.has("error")) {
            error = object.path("error");
        }
        if (object.has("understudy")) {
            understudy = object.path("understudy");
            outcomes += understudy.has("outcome") ? 1 : 0;
        }
        var choice = object.path("choices").path(0);
        content.append(choice.path("delta").path("content").asString(""));
        content.append(choice.path("message").path("content").asString(""));
        finish = choice.path("finish_reason").asString(finish);
    }

    RawReply reply() {
        return reply;
    }

    /** The answer as a chat shows it, notices within it included. */
    String content() {
        return content.toString();
    }

    /** Empty where the answer did not come to its end. */
    String finish() {
        return finish;
    }

    /** The error object; a missing node where there was none. */
    JsonNode error() {
        return error;
    }

    /** The object of that name; a missing node where there was none. */
    JsonNode understudy() {
        return understudy;
    }

    /** How often an outcome was told. */
    int outcomes() {
        return outcomes;
    }

    /** Lines that are no event, and events that are no JSON. */
    List<String> malformed() {
        return List.copyOf(malformed);
    }

    /** Whether the stream's last event is {@code [DONE]}. */
    boolean done() {
        return DONE.equals(lastEvent);
    }
}
