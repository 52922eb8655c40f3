package dev.understudy.notice;

/** The kinds of notices; the wire names stand in the API's {@code notices[].kind}. */
public enum NoticeKind {
    RETRYING("retrying", "⏳"),
    FALLBACK_ENGAGED("fallback_engaged", "🔄"),
    PRIMARY_RESTORED("primary_restored", "✅"),
    QUOTA_WARNING("quota_warning", "⚠️"),
    QUOTA_SPENT("quota_spent", "⚠️"),
    TURNS_LEFT_OUT("turns_left_out", "✂️"),
    IMAGE_DROPPED("image_dropped", "🖼️"),
    ANSWER_CONTINUED("answer_continued", "🧵"),
    ANSWER_CUT("answer_cut", "✂️"),
    ANSWERED_OFFLINE("answered_offline", "🧮"),
    OFFLINE_DECLINED("offline_declined", "🧮"),
    SOURCE_NOT_ASKED("source_not_asked", "⚠️"),
    LIMIT_REACHED("limit_reached", "⏱️"),
    TOKEN_COUNT("token_count", "🔢");

    private final String wireName;
    private final String sign;

    NoticeKind(String wireName, String sign) {
        this.wireName = wireName;
        this.sign = sign;
    }

    /** The sign in front of the title. */
    public String sign() {
        return sign;
    }

    public String wireName() {
        return wireName;
    }
}
