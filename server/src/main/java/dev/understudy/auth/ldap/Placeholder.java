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

    /**
     * Checks that it stands there, in one spelling: in two, one would stay as it is and match
     * nobody.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static void require(String text) {
        long spellings = SPELLINGS.stream().filter(text::contains).count();
        if (spellings == 0) {
            throw new IllegalArgumentException(
                    "holds no {username}, where the user's name belongs: " + text);
        }
        if (spellings > 1) {
            throw new IllegalArgumentException(
                    "names the place of the user's name in several ways, write {username}: "
                            + text);
        }
    }

    /** The text with the user's name in it, which is escaped already. */
    static String fill(String text, String escaped) {
        return text.replace(in(text).orElseThrow(), escaped);
    }
}
