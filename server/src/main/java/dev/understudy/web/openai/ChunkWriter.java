package dev.understudy.web.openai;

import dev.understudy.chat.FinishReason;
import dev.understudy.chat.ToolCall;
import dev.understudy.output.Json;
import dev.understudy.web.http.ErrorObject;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the events of one stream: complete server-sent events, each with its blank line. What is
 * the same in every chunk of the stream is put together once, since text is the path that is hot.
 */
public final class ChunkWriter {
    /** The last event of every stream. */
    public static final String DONE = "data: [DONE]\n\n";

    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();
    private static final String OPEN_END = "},\"finish_reason\":null}]}\n\n";

    private final String head;
    private final String textHead;
    private final String thinkingHead;

    /**
     * @param id of the completion; the same in all chunks, as are the next two
     * @param createdSeconds seconds since 1970
     * @param model the id that was asked for
     */
    public ChunkWriter(String id, long createdSeconds, String model) {
        this.head =
                "data: {\"id\":%s,\"object\":\"chat.completion.chunk\",\"created\":%d,\"model\":%s,"
                        .formatted(quoted(id), createdSeconds, quoted(model));
        var delta = head + "\"choices\":[{\"index\":0,\"delta\":{";
        this.textHead = delta + "\"content\":\"";
        this.thinkingHead = delta + "\"reasoning_content\":\"";
    }

    /** The first chunk of an answer. */
    public String role() {
        return head
                + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\""
                + OPEN_END;
    }

    /** One delta of the text, as the {@link DeltaSplitter} cut it. */
    public String text(String delta) {
        return delta(textHead, delta);
    }

    /** One delta of the thinking. */
    public String thinking(String delta) {
        return delta(thinkingHead, delta);
    }

    private static String delta(String before, String delta) {
        var line = new StringBuilder(before.length() + delta.length() + 64).append(before);
        ENCODER.quoteAsString(delta, line);
        return line.append('"').append(OPEN_END).toString();
    }

    /**
     * Tool calls, long arguments in several chunks.
     *
     * @param first how many calls this stream has had before
     */
    public List<String> toolCalls(List<ToolCall> calls, int first) {
        var chunks = new ArrayList<String>();
        for (int i = 0; i < calls.size(); i++) {
            var call = calls.get(i);
            var pieces = DeltaSplitter.cut(call.argumentsJson());
            var opening = CompletionJson.toolCall(new ToolCall(call.id(), call.name(), ""));
            chunks.add(toolCall(opening.put("index", first + i)));
            for (var piece : pieces) {
                var more = Json.object().put("index", first + i);
                more.putObject("function").put("arguments", piece);
                chunks.add(toolCall(more));
            }
        }
        return chunks;
    }

    private String toolCall(ObjectNode call) {
        return head
                + "\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":["
                + call
                + "]"
                + OPEN_END;
    }

    /** The chunk that ends the answer, without token counts. */
    public String finish(FinishReason reason, ObjectNode understudy) {
        return finish(reason) + ",\"understudy\":" + understudy + "}\n\n";
    }

    /** The chunk that ends the answer, with token counts. */
    public String finish(FinishReason reason, ObjectNode usage, ObjectNode understudy) {
        return finish(reason) + ",\"usage\":" + usage + ",\"understudy\":" + understudy + "}\n\n";
    }

    private String finish(FinishReason reason) {
        return head
                + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\""
                + reason.wireName()
                + "\"}]";
    }

    /** The chunk of token counts for clients that asked for one; it has no choices. */
    public String usage(ObjectNode usage) {
        return head + "\"choices\":[],\"usage\":" + usage + "}\n\n";
    }

    /** Something for Open WebUI's own display; no other client may get it. */
    public String event(ObjectNode event) {
        return head + "\"choices\":[],\"event\":" + event + "}\n\n";
    }

    /** An error after the head went out. It has no choices, since front ends ignore it then. */
    public static String error(ErrorObject error, ObjectNode understudy) {
        var body = error.toBody();
        body.set("understudy", understudy);
        return "data: " + body + "\n\n";
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        ENCODER.quoteAsString(text, quoted);
        return quoted.append('"').toString();
    }
}
