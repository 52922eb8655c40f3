package dev.understudy.cli.drill;

import dev.understudy.time.Ticker;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads a chat's answer, streamed or not, as a front end would, and times it from when the reader
 * is made. One answer each.
 */
public final class SeenReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DATA = "data:";

    private final String question;
    private final Ticker ticker;
    private final long startedAt;
    private final StringBuilder content = new StringBuilder();
    private final Set<String> ids = new LinkedHashSet<>();
    private final List<String> otherLines = new ArrayList<>();
    private JsonNode understudy = MissingNode.getInstance();
    private @Nullable String error;
    private @Nullable Duration firstContent;
    private boolean done;

    public SeenReader(String question, Ticker ticker) {
        this.question = question;
        this.ticker = ticker;
        this.startedAt = ticker.nanos();
    }

    /** The next line of the response's body. */
    public void line(String line) {
        if (!line.startsWith(DATA)) {
            otherLines.add(line);
            return;
        }
        var data = line.substring(DATA.length()).strip();
        if (data.equals("[DONE]")) {
            done = true;
        } else {
            object(JSON.readTree(data));
        }
    }

    private void object(JsonNode chunk) {
        if (chunk.has("id")) {
            ids.add(chunk.path("id").asString());
        }
        if (chunk.has("error")) {
            error = chunk.path("error").path("message").asString("");
        }
        if (chunk.has("understudy")) {
            understudy = chunk.path("understudy");
        }
        var choice = chunk.path("choices").path(0);
        var piece = choice.path("delta").path("content").asString("");
        if (!piece.isEmpty() && firstContent == null) {
            firstContent = elapsed();
        }
        content.append(piece);
    }

    private Duration elapsed() {
        return Duration.ofNanos(ticker.nanos() - startedAt);
    }

    /** What was read, once the body has ended. */
    public Seen seen(HttpResponse<?> response, List<String> attempts) {
        var whole = elapsed();
        if (response.statusCode() != 200) {
            object(JSON.readTree(String.join("\n", otherLines)));
        }
        Map<String, String> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        return new Seen(
                question,
                List.copyOf(attempts),
                response.statusCode(),
                headers,
                content.toString(),
                error,
                understudy,
                List.copyOf(ids),
                done,
                firstContent,
                whole);
    }
}
