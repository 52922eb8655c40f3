package dev.understudy.data.guard;

/**
 * One piece of a statement, as it was written.
 *
 * @param spaced whether white space or a comment came before it
 */
record SqlToken(Kind kind, String text, boolean spaced) {
    /** What a piece is. */
    enum Kind {
        /** A keyword or an unquoted name: ASCII letters, digits and underscores. */
        WORD,
        NUMBER,
        /** A value in single quotes, perhaps with the mark of national text before it. */
        TEXT,
        /** A name in the dialect's quotes. */
        QUOTED_NAME,
        /** One character of an operator or a punctuation mark. */
        SIGN
    }

    boolean isSign(char sign) {
        return kind == Kind.SIGN && text.charAt(0) == sign;
    }

    /** Whether both mean the same: words do in any case of letters. */
    boolean sameAs(SqlToken other) {
        return kind == other.kind
                && (kind == Kind.WORD
                        ? text.equalsIgnoreCase(other.text)
                        : text.equals(other.text));
    }
}
