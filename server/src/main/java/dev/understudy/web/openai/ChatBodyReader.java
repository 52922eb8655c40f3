package dev.understudy.web.openai;

import static dev.understudy.web.openai.Fields.bad;

import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.Sampling;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the body of {@code POST /chat/completions}. Lenient: keys that neither we nor a model of
 * the chain knows are ignored, {@code null} is a missing field, and the several spellings of one
 * thing are all read. What it cannot read is a {@link BadBodyException} that names the field.
 * Thread-safe.
 */
public final class ChatBodyReader {
    /** What is asked for when no model is named. */
    private static final String DEFAULT_MODEL = "chat";

    private static final int MAX_STOPS = 16;

    private final ChatDefaults defaults;

    public ChatBodyReader(ChatDefaults defaults) {
        this.defaults = defaults;
    }

    /**
     * What the body asks for.
     *
     * @throws BadBodyException if it is no request that we can read
     */
    public ChatBody read(byte[] bytes) {
        var body = fields(bytes);
        requireOneChoice(body);
        var model = body.text("model");
        var streamOptions = body.objectAt("stream_options");
        var user = body.find("user");
        return new ChatBody(
                model == null || model.isBlank() ? DEFAULT_MODEL : model,
                body.flag("stream"),
                streamOptions != null && streamOptions.flag("include_usage"),
                user == null ? null : user(body, user),
                user != null && user.isObject(),
                broughtTools(body),
                limited(request(body), body));
    }

    private ChatRequest request(Fields body) {
        return new ChatRequest(
                messages(body),
                sampling(body),
                defaults.maxTokens(),
                defaults.maxTokens(),
                ToolReader.tools(body),
                FormatReader.format(body),
                FormatReader.think(body),
                ToolReader.required(body),
                ExtraFields.of(body, defaults.extraFields()));
    }

    private static boolean broughtTools(Fields body) {
        var tools = body.elements("tools");
        return tools != null && !tools.isEmpty();
    }

    /** The fields of any body that is a JSON object. */
    static Fields fields(byte[] bytes) {
        return Fields.of(parse(decode(bytes), BodyJson.MAPPER, "is not valid JSON"), "");
    }

    /** The same where a key that stands twice is an error. */
    static Fields strictFields(byte[] bytes) {
        var wrong = "is not valid JSON, or a key stands twice in it";
        return Fields.of(parse(decode(bytes), BodyJson.STRICT, wrong), "");
    }

    private static String decode(byte[] bytes) {
        try {
            var text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            throw new BadBodyException("the body is not valid UTF-8", null);
        }
    }

    private static JsonNode parse(String text, JsonMapper mapper, String wrong) {
        if (text.isBlank()) {
            throw new BadBodyException("the body is empty; send a JSON object", null);
        }
        try {
            return mapper.readTree(text);
        } catch (StreamConstraintsException _) {
            throw new BadBodyException(
                    "the body is nested too deeply or holds too many values", null);
        } catch (JacksonException e) {
            var place = e.getLocation();
            throw new BadBodyException(
                    place == null
                            ? "the body " + wrong
                            : "the body %s (line %d, column %d)"
                                    .formatted(wrong, place.getLineNr(), place.getColumnNr()),
                    null);
        }
    }

    private static void requireOneChoice(Fields body) {
        var choices = body.whole("n", 0, Integer.MAX_VALUE);
        if (choices != null && choices != 1) {
            throw bad("n", "n must be 1: one answer is given to each question");
        }
    }

    /** A model would answer nothing to that, which would look like a fault of the model. */
    private static boolean saysNothing(ChatMessage message) {
        return message.text().isBlank()
                && message.images().isEmpty()
                && message.toolCalls().isEmpty();
    }

    private static List<ChatMessage> messages(Fields body) {
        var messages = body.elements("messages");
        if (messages == null || messages.isEmpty()) {
            throw bad("messages", "messages is missing or empty; send at least one message");
        }
        var read = messages.stream().map(message -> MessageReader.read(message.object())).toList();
        if (read.stream().allMatch(ChatBodyReader::saysNothing)) {
            throw bad("messages", "no message says anything; send at least one with content");
        }
        return read;
    }

    private Sampling sampling(Fields body) {
        var asked = body.number("temperature", 0, 2);
        var topK = body.whole("top_k", 0, Integer.MAX_VALUE);
        return new Sampling(
                asked == null ? defaults.temperature() : asked,
                body.number("top_p", 0, 1),
                topK == null ? null : topK.intValue(),
                body.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                body.number("presence_penalty", -2, 2),
                body.number("frequency_penalty", -2, 2),
                stops(body));
    }

    private static List<String> stops(Fields body) {
        var stop = body.find("stop");
        if (stop == null) {
            return List.of();
        }
        if (stop.isString()) {
            return stop.stringValue().isEmpty() ? List.of() : List.of(stop.stringValue());
        }
        var several = body.elements("stop");
        if (several == null || several.size() > MAX_STOPS) {
            throw bad("stop", "stop may hold at most %d strings".formatted(MAX_STOPS));
        }
        return several.stream().map(ChatBodyReader::stop).filter(s -> !s.isEmpty()).toList();
    }

    private static String stop(Fields.Element element) {
        if (!element.node().isString()) {
            throw Fields.wrongType(element.path(), "a string", element.node());
        }
        return element.node().stringValue();
    }

    /**
     * The newer name wins. No call makes more than the limit, since it bounds the bill; a client
     * that wants more, or names no limit, gets it in pieces.
     */
    private ChatRequest limited(ChatRequest request, Fields body) {
        var newer = body.whole("max_completion_tokens", 1, Long.MAX_VALUE);
        var older = body.whole("max_tokens", 1, Long.MAX_VALUE);
        var asked = newer == null ? older : newer;
        if (asked == null) {
            return request.openEnded();
        }
        int inAll = (int) Math.min(asked, Integer.MAX_VALUE);
        return request.withMaxTokens(Math.min(inAll, defaults.maxTokens()))
                .withMaxTokensInAll(inAll);
    }

    private static @Nullable String user(Fields body, JsonNode user) {
        if (user.isString()) {
            return user.stringValue();
        }
        if (!user.isObject()) {
            throw Fields.wrongType("user", "a string or an object", user);
        }
        var fields = Fields.of(user, body.pathOf("user"));
        var email = fields.text("email");
        return email == null || email.isBlank() ? fields.text("id") : email;
    }
}
