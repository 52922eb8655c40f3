package dev.understudy.web.openai;

import static dev.understudy.web.openai.Fields.bad;

/** What Open WebUI sends to the filters of a pipelines server: {@code user} and {@code body}. */
public final class FilterBody {
    private FilterBody() {}

    /**
     * The chat in it, as JSON.
     *
     * @throws BadBodyException if there is none
     */
    public static byte[] chatOf(byte[] bytes) {
        var chat = ChatBodyReader.fields(bytes).object().get("body");
        if (chat == null || !chat.isObject()) {
            throw bad("body", "body must be an object: the chat that is to be filtered");
        }
        return BodyJson.MAPPER.writeValueAsBytes(chat);
    }
}
