package dev.understudy.web.openai;

import static dev.understudy.web.openai.Fields.bad;
import static dev.understudy.web.openai.Fields.wrongType;

import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.Image;
import dev.understudy.chat.Role;
import dev.understudy.chat.ToolCall;
import dev.understudy.notice.NoticeMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads one message of a request. */
final class MessageReader {
    private static final String DATA = "data:";
    private static final String BASE64 = ";base64,";

    private MessageReader() {}

    static ChatMessage read(Fields message) {
        var role = role(message);
        var images = new ArrayList<Image>();
        var text = content(message, images);
        return switch (role) {
            case SYSTEM, USER -> new ChatMessage(role, text, images, List.of(), null);
            case ASSISTANT ->
                    new ChatMessage(role, NoticeMark.strip(text), images, toolCalls(message), null);
            case TOOL ->
                    new ChatMessage(
                            role, text, images, List.of(), message.requiredText("tool_call_id"));
        };
    }

    private static Role role(Fields message) {
        var role = message.text("role");
        return switch (role) {
            case "system", "developer" -> Role.SYSTEM;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "tool" -> Role.TOOL;
            case null ->
                    throw bad(
                            message.pathOf("role"),
                            "%s is missing; it must be one of system, developer, user, assistant, tool"
                                    .formatted(message.pathOf("role")));
            default ->
                    throw bad(
                            message.pathOf("role"),
                            "%s must be one of system, developer, user, assistant, tool, got \"%s\""
                                    .formatted(message.pathOf("role"), brief(role)));
        };
    }

    /** A string, an array of parts, or nothing at all. */
    private static String content(Fields message, List<Image> images) {
        var content = message.find("content");
        if (content == null) {
            return "";
        }
        if (content.isString()) {
            return Surrogates.replaceLone(content.stringValue());
        }
        if (!content.isArray()) {
            throw wrongType(message.pathOf("content"), "a string or an array of parts", content);
        }
        var texts = new ArrayList<String>();
        var parts = message.elements("content");
        for (var part : parts == null ? List.<Fields.Element>of() : parts) {
            if (part.node().isString()) {
                texts.add(Surrogates.replaceLone(part.node().stringValue()));
            } else {
                readPart(part.object(), texts, images);
            }
        }
        return String.join("\n", texts);
    }

    private static void readPart(Fields part, List<String> texts, List<Image> images) {
        var type = part.requiredText("type");
        switch (type) {
            case "text", "input_text" -> {
                var text = part.text("text");
                texts.add(text == null ? "" : text);
            }
            case "refusal" -> {
                var text = part.text("refusal");
                texts.add(text == null ? "" : text);
            }
            case "image_url" -> images.add(image(part));
            default ->
                    throw bad(
                            part.pathOf("type"),
                            "%s must be text or image_url, got \"%s\""
                                    .formatted(part.pathOf("type"), brief(type)));
        }
    }

    private static Image image(Fields part) {
        var node = part.find("image_url");
        var nested = node == null || node.isString() ? null : part.objectAt("image_url");
        var holder = nested == null ? part : nested;
        var field = nested == null ? "image_url" : "url";
        var url = holder.requiredText(field);
        var path = holder.pathOf(field);
        int data = url.indexOf(BASE64);
        if (!url.regionMatches(true, 0, DATA, 0, DATA.length()) || data < 0) {
            throw bad(
                    path,
                    "%s must be a data: URL with the image in base64 (data:image/png;base64,...); images are not fetched from other addresses"
                            .formatted(path));
        }
        var mediaType = url.substring(DATA.length(), data).toLowerCase(Locale.ROOT);
        if (!mediaType.startsWith("image/")) {
            throw bad(path, "%s must hold an image, got \"%s\"".formatted(path, brief(mediaType)));
        }
        return new Image(mediaType, base64(url, data + BASE64.length(), path));
    }

    private static String base64(String url, int from, String path) {
        for (int i = from; i < url.length(); i++) {
            char c = url.charAt(i);
            boolean ours =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || c == '+'
                            || c == '/'
                            || c == '=';
            if (!ours) {
                throw bad(path, "%s holds a character that is not base64".formatted(path));
            }
        }
        if (from == url.length()) {
            throw bad(path, "%s holds no image".formatted(path));
        }
        return url.substring(from);
    }

    private static List<ToolCall> toolCalls(Fields message) {
        var calls = message.elements("tool_calls");
        if (calls == null) {
            return List.of();
        }
        return calls.stream().map(call -> toolCall(call.object())).toList();
    }

    private static ToolCall toolCall(Fields call) {
        var function = call.objectAt("function");
        if (function == null) {
            throw bad(
                    call.pathOf("function"),
                    "%s is missing; it must name the function that was called"
                            .formatted(call.pathOf("function")));
        }
        return new ToolCall(
                call.requiredText("id"), function.requiredText("name"), arguments(function));
    }

    /** OpenAI's string of JSON, or the object itself. */
    private static String arguments(Fields function) {
        var node = function.find("arguments");
        if (node == null) {
            return "{}";
        }
        if (node.isObject()) {
            return node.toString();
        }
        var text = function.text("arguments");
        if (text == null || text.isBlank()) {
            return "{}";
        }
        if (!isObject(text)) {
            throw bad(
                    function.pathOf("arguments"),
                    "%s must be a JSON object, as a string"
                            .formatted(function.pathOf("arguments")));
        }
        return text;
    }

    private static boolean isObject(String json) {
        try {
            return BodyJson.MAPPER.readTree(json).isObject();
        } catch (JacksonException _) {
            return false;
        }
    }

    static String brief(@Nullable String found) {
        var text = found == null ? "" : found;
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
