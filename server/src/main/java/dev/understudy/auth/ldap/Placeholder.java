package dev.understudy.auth.ldap;

import java.util.List;
import java.util.Optional;

/** Where the user's name stands in a configured text. */
final class Placeholder {
    /** The original's, and what other programs have. */
    private static final List<String> SPELLINGS = List.of("{username}", "{user}", "{0}", "%s");

    private Placeholder() {}

    static Optional<String> in(String text) {
        return SPELLINGS.stream().filter(text::contains).findFirst();
    }

    /** The text with the user's name in it, which is escaped already. */
    static String fill(String text, String escaped) {
        return text.replace(in(text).orElseThrow(), escaped);
    }
}
