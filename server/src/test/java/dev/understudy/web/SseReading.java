package dev.understudy.web;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A stream as a client reads it. */
record SseReading(List<JsonNode> chunks, List<String> comments, boolean done) {
    /** Reads line by line, as Open WebUI does: one object for each {@code data:} line. */
    static SseReading of(String body) {
        var chunks = new ArrayList<JsonNode>();
        var comments = new ArrayList<String>();
        boolean done = false;
        for (var event : body.split("\n\n", -1)) {
            if (event.isEmpty()) {
                continue;
            }
            if (event.contains("\n")) {
                throw new AssertionError("an event of several lines: " + event);
            }
            if (event.startsWith(":")) {
                comments.add(event);
            } else if (event.equals("data: [DONE]")) {
                done = true;
            } else if (done || !event.startsWith("data: ")) {
                throw new AssertionError("not an event of data: " + event);
            } else {
                chunks.add(RunningApi.JSON.readTree(event.substring("data: ".length())));
            }
        }
        if (!body.endsWith("\n\n")) {
            throw new AssertionError("the last event is not ended by a blank line");
        }
        return new SseReading(chunks, comments, done);
    }

    String content() {
        return deltas("content");
    }

    String thinking() {
        return deltas("reasoning_content");
    }

    private String deltas(String field) {
        var all = new StringBuilder();
        for (var chunk : chunks) {
            all.append(chunk.path("choices").path(0).path("delta").path(field).asString(""));
        }
        return all.toString();
    }

    List<JsonNode> events() {
        return chunks.stream().filter(chunk -> chunk.has("event")).toList();
    }

    JsonNode finish() {
        return chunks.stream()
                .filter(chunk -> chunk.path("choices").path(0).path("finish_reason").isString())
                .findFirst()
                .orElseThrow();
    }
}
