package dev.understudy.data.guard;

import dev.understudy.data.Dialect;
import dev.understudy.data.guard.SqlToken.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A statement written anew from its tokens: no comments, one space where there was white space.
 *
 * @param text what is sent
 * @param parsed what is parsed: the same, but for quotes around names that only the parser reserves
 * @param tokens those of {@code parsed}
 */
record CanonicalText(String text, String parsed, List<SqlToken> tokens) {
    /** Names in all four dialects, keywords for the parser. */
    private static final Set<String> PARSERS_OWN =
            Set.of("FINAL", "PRIOR", "OUTPUT", "NUMBER", "MAP", "SETTINGS");

    static CanonicalText of(List<SqlToken> tokens, Dialect dialect) {
        var quoted = tokens.stream().map(it -> forParser(it, dialect)).toList();
        return new CanonicalText(written(tokens), written(quoted), quoted);
    }

    /**
     * The first token that differs from those of the parser's own rendering; empty where all are
     * the same: then the parser has dropped and added nothing.
     */
    Optional<String> differenceFrom(String rendered, Dialect dialect) {
        try {
            var others = Lexer.read(rendered, dialect);
            for (var i = 0; i < Math.min(tokens.size(), others.size()); i++)
                if (!tokens.get(i).sameAs(others.get(i))) return Optional.of(tokens.get(i).text());
            return others.size() == tokens.size()
                    ? Optional.empty()
                    : Optional.of(tokens.getLast().text());
        } catch (Objection unreadable) {
            return Optional.of(tokens.getFirst().text());
        }
    }

    private static SqlToken forParser(SqlToken token, Dialect dialect) {
        var plain = token.kind() != Kind.WORD || !PARSERS_OWN.contains(Names.upper(token.text()));
        if (plain) return token;
        var name = Names.folded(token.text(), dialect);
        return new SqlToken(Kind.QUOTED_NAME, dialect.quoted(name), token.spaced());
    }

    private static String written(List<SqlToken> tokens) {
        var text = new StringBuilder();
        for (var i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (i > 0 && (token.spaced() || wouldRunTogether(tokens.get(i - 1), token)))
                text.append(' ');
            text.append(token.text());
        }
        return text.toString();
    }

    /** A word must not look like the prefix of a text, nor swallow a sign. */
    private static boolean wouldRunTogether(SqlToken before, SqlToken token) {
        var sticks = token.isSign('#') || token.isSign('@') || token.kind() == Kind.TEXT;
        return before.kind() == Kind.WORD && (sticks || token.kind() == Kind.QUOTED_NAME);
    }
}
