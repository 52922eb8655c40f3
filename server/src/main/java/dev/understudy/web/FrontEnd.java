package dev.understudy.web;

import dev.understudy.settings.FrontEndKind;
import dev.understudy.web.openai.ChatBody;
import io.vertx.core.MultiMap;
import java.util.Locale;

/** What kind of client asks. */
enum FrontEnd {
    OPEN_WEBUI,
    OTHER;

    private static final String HEADER_PREFIX = "x-openwebui-";

    static FrontEnd of(FrontEndKind kind, MultiMap headers, ChatBody body) {
        return switch (kind) {
            case AUTO -> isOpenWebUi(headers, body) ? OPEN_WEBUI : OTHER;
            case OPENWEBUI -> OPEN_WEBUI;
            case OTHER -> OTHER;
        };
    }

    /** It is known by its headers, its name, or a user field of its own kind. */
    private static boolean isOpenWebUi(MultiMap headers, ChatBody body) {
        var agent = headers.get("User-Agent");
        boolean named =
                agent != null
                        && agent.toLowerCase(Locale.ROOT).replace("-", "").contains("openwebui");
        boolean marked =
                headers.names().stream()
                        .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith(HEADER_PREFIX));
        return named || marked || body.userIsObject();
    }
}
