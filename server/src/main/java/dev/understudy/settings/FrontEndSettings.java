package dev.understudy.settings;

import static dev.understudy.settings.Group.FRONT_END;

import java.util.List;
import java.util.Optional;

/**
 * What a chat front end tells of its users and chats. Headers have the names of Open WebUI's own
 * settings, so that one line serves both.
 */
public final class FrontEndSettings {
    public static final Setting<FrontEndKind> FRONT_END_KIND =
            Setting.of(
                    "FRONT_END",
                    FRONT_END,
                    ValueType.oneOf(FrontEndKind.class),
                    "auto",
                    "Which front end asks: known by its headers and user field, or always Open WebUI,"
                            + " or never.");

    public static final Setting<String> FORWARD_USER_INFO_HEADER_USER_ID =
            header(
                    "FORWARD_USER_INFO_HEADER_USER_ID",
                    "X-OpenWebUI-User-Id",
                    "The header that holds the user's id, Open WebUI's name. Believed from a trusted"
                            + " key only.");

    public static final Setting<String> FORWARD_USER_INFO_HEADER_USER_EMAIL =
            header(
                    "FORWARD_USER_INFO_HEADER_USER_EMAIL",
                    "X-OpenWebUI-User-Email",
                    "The header that holds the user's mail address, which the user is counted under"
                            + " where it is there; Open WebUI's name.");

    public static final Setting<Optional<Secret>> FORWARD_USER_INFO_HEADER_JWT_SECRET =
            Setting.of(
                            "FORWARD_USER_INFO_HEADER_JWT_SECRET",
                            FRONT_END,
                            ValueType.hidden().optional(),
                            "",
                            "What Open WebUI signs X-OpenWebUI-User-Jwt with. Once it is set, only a"
                                    + " signed user is believed: neither plain headers nor the user"
                                    + " field.")
                    .whenUnset("users are believed unsigned");

    public static final Setting<String> FORWARD_SESSION_INFO_HEADER_CHAT_ID =
            header(
                    "FORWARD_SESSION_INFO_HEADER_CHAT_ID",
                    "X-OpenWebUI-Chat-Id",
                    "The header that holds the chat's id, which is the conversation; Open WebUI's"
                            + " name.");

    public static final Setting<String> TASK_HEADER =
            header(
                    "TASK_HEADER",
                    "X-Task",
                    "The header that names a background task: set it to {{TASK}} in Open WebUI's"
                            + " connection.");

    static final List<Setting<?>> ALL =
            List.of(
                    FRONT_END_KIND,
                    FORWARD_USER_INFO_HEADER_USER_ID,
                    FORWARD_USER_INFO_HEADER_USER_EMAIL,
                    FORWARD_USER_INFO_HEADER_JWT_SECRET,
                    FORWARD_SESSION_INFO_HEADER_CHAT_ID,
                    TASK_HEADER);

    private FrontEndSettings() {}

    private static Setting<String> header(String key, String name, String description) {
        return Setting.of(
                key,
                FRONT_END,
                ValueType.text("a header's name", "[A-Za-z0-9-]{1,100}"),
                name,
                description);
    }
}
