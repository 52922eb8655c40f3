package dev.understudy.web;

import dev.understudy.chat.Role;
import dev.understudy.settings.NoticeChannel;
import dev.understudy.web.openai.ChatBody;

/** Where one answer shows its notices. */
enum NoticePlace {
    STATUS,
    INLINE,
    HEADER,
    NOWHERE;

    /** How the prompts of Open WebUI's background tasks begin; their answers are parsed. */
    private static final String TASK = "### Task:\n";

    static NoticePlace of(NoticeChannel channel, FrontEnd frontEnd, ChatBody body) {
        return switch (channel) {
            case OFF -> NOWHERE;
            case HEADER -> HEADER;
            case STATUS -> status(body);
            case INLINE -> inline(body);
            case AUTO ->
                    frontEnd == FrontEnd.OPEN_WEBUI && body.stream() ? status(body) : inline(body);
        };
    }

    private static NoticePlace status(ChatBody body) {
        return body.stream() ? STATUS : NOWHERE;
    }

    private static NoticePlace inline(ChatBody body) {
        return body.forPrograms() || isBackgroundTask(body) ? NOWHERE : INLINE;
    }

    private static boolean isBackgroundTask(ChatBody body) {
        var messages = body.request().messages();
        return messages.size() == 1
                && messages.getFirst().role() == Role.USER
                && messages.getFirst().text().startsWith(TASK);
    }
}
