package dev.understudy.settings;

import static dev.understudy.settings.Group.NOTICES;

import java.util.List;

/** What users are told about the service, and how. */
public final class NoticeSettings {
    public static final Setting<NoticeChannel> NOTICE_CHANNEL =
            Setting.of(
                    "NOTICE_CHANNEL",
                    NOTICES,
                    ValueType.oneOf(NoticeChannel.class),
                    "auto",
                    "How notices reach the user; auto takes status events for Open WebUI, which keep"
                            + " out of the conversation, and text in the answer elsewhere.");

    public static final Setting<Boolean> NOTIFY_ON_FALLBACK =
            Setting.of(
                    "NOTIFY_ON_FALLBACK",
                    NOTICES,
                    ValueType.onOff(),
                    "true",
                    "Whether users are told that another model has taken over and that the primary is"
                            + " back, the original's.");

    public static final Setting<Boolean> NOTIFY_ON_QUOTA_WARNING =
            Setting.of(
                    "NOTIFY_ON_QUOTA_WARNING",
                    NOTICES,
                    ValueType.onOff(),
                    "true",
                    "Whether users are told that the quota nears its end, the original's.");

    public static final Setting<Boolean> SHOW_USAGE_LINE =
            Setting.of(
                    "SHOW_USAGE_LINE",
                    NOTICES,
                    ValueType.onOff(),
                    "true",
                    "Whether answers of the agents and of the command line end with the use of the"
                            + " quota, as in the original's scenarios.");

    public static final Setting<Boolean> SHOW_TOKEN_COUNT =
            Setting.of(
                    "SHOW_TOKEN_COUNT",
                    NOTICES,
                    ValueType.onOff(),
                    "false",
                    "Whether the tokens of an answer are shown with it, the original's; of use while"
                            + " looking for a fault.");

    static final List<Setting<?>> ALL =
            List.of(
                    NOTICE_CHANNEL,
                    NOTIFY_ON_FALLBACK,
                    NOTIFY_ON_QUOTA_WARNING,
                    SHOW_USAGE_LINE,
                    SHOW_TOKEN_COUNT);

    private NoticeSettings() {}
}
