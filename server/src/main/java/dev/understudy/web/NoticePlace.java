package dev.understudy.web;

import dev.understudy.settings.NoticeChannel;
import dev.understudy.web.openai.ChatBody;

/** Where one answer shows its notices. */
enum NoticePlace {
    STATUS,
    INLINE,
    HEADER,
    NOWHERE;

    /**
     * @param task whether the front end asks for itself
     */
    static NoticePlace of(NoticeChannel channel, FrontEnd frontEnd, ChatBody body, boolean task) {
        return switch (channel) {
            case OFF -> NOWHERE;
            case HEADER -> HEADER;
            case STATUS -> status(body);
            case INLINE -> inline(body, task);
            case AUTO ->
                    frontEnd == FrontEnd.OPEN_WEBUI && body.stream()
                            ? status(body)
                            : inline(body, task);
        };
    }

    private static NoticePlace status(ChatBody body) {
        return body.stream() ? STATUS : NOWHERE;
    }

    private static NoticePlace inline(ChatBody body, boolean task) {
        return body.forPrograms() || task ? NOWHERE : INLINE;
    }
}
