package dev.understudy.upstream.ollama;

import dev.understudy.chat.ToolCall;
import dev.understudy.failure.Defect;
import dev.understudy.upstream.http.AnswerFields;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What one line of an answer says (source: Ollama's {@code api/types.go}, {@code ChatResponse}).
 * One object is filled again for each line, since there is one line for each token. One thread at a
 * time.
 */
final class OllamaLine {
    private static final JsonFactory JSON = new JsonFactory();

    private final Supplier<String> newCallId;
    private boolean error;
    private boolean message;

    /** Empty where the line has none. */
    String text = "";

    /** Empty where the line has none. */
    String thinking = "";

    List<ToolCall> toolCalls = List.of();
    boolean done;

    /** Empty where the line has none. */
    String doneReason = "";

    /** Tokens; negative = not said. Ollama leaves a zero out. */
    long promptTokens;

    /** Tokens; negative = not said. Ollama leaves a zero out. */
    long completionTokens;

    /** {@code newCallId} names a tool call to which the server, being old, gave no id. */
    OllamaLine(Supplier<String> newCallId) {
        this.newCallId = newCallId;
    }

    /** Fills this from a line. The fields mean nothing after a defect. */
    @Nullable Defect read(char[] chars, int length) {
        clear();
        if (!AnswerFields.readObject(chars, 0, length, this::readFields)) {
            return Defect.BAD_LINE;
        }
        if (error) {
            return Defect.ERROR_LINE;
        }
        // Older servers put an error under a key of its own name, so a stranger is a failure too.
        return message || done ? null : Defect.BAD_LINE;
    }

    private void clear() {
        error = false;
        message = false;
        text = "";
        thinking = "";
        toolCalls = List.of();
        done = false;
        doneReason = "";
        promptTokens = -1;
        completionTokens = -1;
    }

    private void readFields(JsonParser in) {
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = in.currentName();
            var value = in.nextToken();
            switch (name) {
                case "message" -> {
                    if (value == JsonToken.START_OBJECT) {
                        message = true;
                        readMessage(in);
                    } else {
                        in.skipChildren();
                    }
                }
                case "done" -> done = value == JsonToken.VALUE_TRUE;
                case "done_reason" -> doneReason = AnswerFields.string(in, value);
                case "prompt_eval_count" -> promptTokens = AnswerFields.tokens(in, value);
                case "eval_count" -> completionTokens = AnswerFields.tokens(in, value);
                case "error" -> {
                    error = value != JsonToken.VALUE_NULL;
                    in.skipChildren();
                }
                default -> in.skipChildren();
            }
        }
    }

    private void readMessage(JsonParser in) {
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = in.currentName();
            var value = in.nextToken();
            switch (name) {
                case "content" -> text = AnswerFields.string(in, value);
                case "thinking" -> thinking = AnswerFields.string(in, value);
                case "tool_calls" -> {
                    if (value == JsonToken.START_ARRAY) {
                        readToolCalls(in);
                    } else {
                        in.skipChildren();
                    }
                }
                default -> in.skipChildren();
            }
        }
    }

    private void readToolCalls(JsonParser in) {
        var calls = new ArrayList<ToolCall>();
        while (in.nextToken() == JsonToken.START_OBJECT) {
            calls.add(readToolCall(in));
        }
        AnswerFields.require(in, in.currentToken() == JsonToken.END_ARRAY);
        toolCalls = calls;
    }

    private ToolCall readToolCall(JsonParser in) {
        var id = "";
        var function = "";
        var arguments = "{}";
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = in.currentName();
            var value = in.nextToken();
            if (name.equals("id")) {
                id = AnswerFields.string(in, value);
            } else if (name.equals("function") && value == JsonToken.START_OBJECT) {
                while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                    var part = in.currentName();
                    var partValue = in.nextToken();
                    if (part.equals("name")) {
                        function = AnswerFields.string(in, partValue);
                    } else if (part.equals("arguments") && partValue != JsonToken.VALUE_NULL) {
                        AnswerFields.require(in, partValue == JsonToken.START_OBJECT);
                        arguments = copyObject(in);
                    } else {
                        in.skipChildren();
                    }
                }
            } else {
                in.skipChildren();
            }
        }
        AnswerFields.require(in, !function.isEmpty());
        return new ToolCall(id.isEmpty() ? newCallId.get() : id, function, arguments);
    }

    /** Exactly: a number must keep its digits. */
    private static String copyObject(JsonParser in) {
        var copy = new StringWriter();
        try (var out = JSON.createGenerator(ObjectWriteContext.empty(), copy)) {
            out.copyCurrentStructureExact(in);
        }
        return copy.toString();
    }
}
