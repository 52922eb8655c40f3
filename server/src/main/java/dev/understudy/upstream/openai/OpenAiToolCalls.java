package dev.understudy.upstream.openai;

import dev.understudy.chat.ToolCall;
import dev.understudy.upstream.http.AnswerFields;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Gathers the tool calls of an answer from their fragments: the first of a call brings its id and
 * name, the others more of its arguments. One thread at a time.
 */
final class OpenAiToolCalls {
    /** As many as OpenAI lets a request offer; a model that calls more has lost its way. */
    private static final int MOST = 128;

    private final Supplier<String> newCallId;
    private final List<Gathered> calls = new ArrayList<>();
    private boolean tooMany;

    /** {@code newCallId} names a call to which the server gave no id. */
    OpenAiToolCalls(Supplier<String> newCallId) {
        this.newCallId = newCallId;
    }

    /** Adds the fragments of an array, up to its end. */
    void read(JsonParser in) {
        while (in.nextToken() == JsonToken.START_OBJECT) {
            readFragment(in);
        }
        AnswerFields.require(in, in.currentToken() == JsonToken.END_ARRAY);
    }

    private void readFragment(JsonParser in) {
        var index = -1;
        var id = "";
        var function = "";
        var arguments = "";
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = in.currentName();
            var value = in.nextToken();
            if (name.equals("index") && value == JsonToken.VALUE_NUMBER_INT) {
                index = in.getIntValue();
            } else if (name.equals("id")) {
                id = AnswerFields.string(in, value);
            } else if (name.equals("function") && value == JsonToken.START_OBJECT) {
                while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                    var part = in.currentName();
                    var partValue = in.nextToken();
                    switch (part) {
                        case "name" -> function = AnswerFields.string(in, partValue);
                        case "arguments" -> arguments = AnswerFields.string(in, partValue);
                        default -> in.skipChildren();
                    }
                }
            } else {
                in.skipChildren();
            }
        }
        add(index, id, function, arguments);
    }

    /** A negative index, an empty id, name or arguments: the fragment does not say. */
    private void add(int index, String id, String name, String arguments) {
        var call = goesOn(index, id, name);
        if (call == null) {
            if (calls.size() == MOST) {
                tooMany = true;
                return;
            }
            call = new Gathered(index);
            calls.add(call);
        }
        call.id = call.id.isEmpty() ? id : call.id;
        call.name = call.name.isEmpty() ? name : call.name;
        call.arguments.append(arguments);
    }

    /**
     * The call that a fragment goes on with; null = it begins one. By the id before the index,
     * since there are servers that give every call the index 0, and others that give none.
     */
    private @Nullable Gathered goesOn(int index, String id, String name) {
        for (var call : calls.reversed()) {
            var sameId = id.isEmpty() || call.id.isEmpty() || call.id.equals(id);
            if (index >= 0 && call.index == index && sameId) {
                return call;
            }
            if (index < 0 && (id.isEmpty() ? name.isEmpty() : call.id.equals(id))) {
                return call;
            }
        }
        return null;
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    boolean areTooMany() {
        return tooMany;
    }

    /** Whether each call says what is to be called. */
    boolean areWhole() {
        return calls.stream().noneMatch(call -> call.name.isEmpty());
    }

    /** All calls, in the order in which they began. */
    List<ToolCall> all() {
        return calls.stream()
                .map(call ->
                        new ToolCall(
                                call.id.isEmpty() ? newCallId.get() : call.id,
                                call.name,
                                call.arguments.isEmpty() ? "{}" : call.arguments.toString()))
                .toList();
    }

    private static final class Gathered {
        private final int index;
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();

        private Gathered(int index) {
            this.index = index;
        }
    }
}
