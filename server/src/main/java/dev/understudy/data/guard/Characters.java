package dev.understudy.data.guard;

import static dev.understudy.data.guard.GuardRule.UNREADABLE;

import dev.understudy.data.catalogue.DataText;

/**
 * Which characters may be in a statement at all. What cannot be seen, or is no character, is
 * refused everywhere, also in texts: people and databases must read the same.
 */
final class Characters {
    private Characters() {}

    /** Objects to control characters, invisible ones and lone surrogates. */
    static void check(String sql) throws Objection {
        for (var i = 0; i < sql.length(); ) {
            var c = sql.codePointAt(i);
            if (!DataText.harmless(c) && !isLineEnd(sql, i)) throw objection(c, i);
            i += Character.charCount(c);
        }
    }

    /** Objects to what is not for a quoted name, although it is for a text. */
    static void checkName(String name) throws Objection {
        var strange =
                name.isEmpty()
                        || name.chars().anyMatch(it -> it < ' ' || "'\"`[]\\;".indexOf(it) >= 0);
        if (strange)
            throw new Objection(
                    UNREADABLE,
                    "The quoted name '%s' holds a quote, a bracket, a semicolon, a backslash or nothing at all."
                            .formatted(Names.excerpt(name, 0)));
    }

    private static boolean isLineEnd(String sql, int i) {
        var c = sql.charAt(i);
        return c == '\n' || c == '\t' || sql.startsWith("\r\n", i);
    }

    private static Objection objection(int c, int at) {
        return new Objection(
                UNREADABLE,
                "The invisible character U+%04X at %d is not allowed; leave it out."
                        .formatted(c, at + 1));
    }
}
