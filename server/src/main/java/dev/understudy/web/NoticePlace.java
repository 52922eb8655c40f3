package dev.understudy.web;

import dev.understudy.settings.NoticeChannel;
import dev.understudy.web.openai.ChatBody;

/** Where one answer shows its notices. */
enum NoticePlace {
    STATUS,
    INLINE,
    HEADER,
    NOWHERE;

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
        return body.forPrograms() || BackgroundTask.is(body) ? NOWHERE : INLINE;
    }
}
