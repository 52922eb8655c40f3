package dev.understudy.tds;

import java.util.Locale;

/** What a statement does, as DONE says it; by this the driver tells rows from counts. */
enum StatementKind {
    SELECT(0xC1),
    INSERT(0xC3),
    DELETE(0xC4),
    UPDATE(0xC5),
    MERGE(0x117),
    CREATE(0xC6),
    DROP(0xC7),
    OTHER(0);

    private final int code;

    StatementKind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** By its first word. */
    static StatementKind of(String sql) {
        String word = sql.strip().split("\\W", 2)[0].toUpperCase(Locale.ROOT);
        for (StatementKind kind : values()) {
            if (kind.name().equals(word)) {
                return kind;
            }
        }
        return word.equals("WITH") ? SELECT : OTHER;
    }
}
