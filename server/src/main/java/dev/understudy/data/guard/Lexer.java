package dev.understudy.data.guard;

import static dev.understudy.data.guard.GuardRule.ONE_STATEMENT;
import static dev.understudy.data.guard.GuardRule.UNKNOWN_CONSTRUCT;
import static dev.understudy.data.guard.GuardRule.UNREADABLE;

import dev.understudy.data.Dialect;
import dev.understudy.data.guard.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a statement into tokens, and refuses whatever two readers might cut differently: backslashes
 * before a quote, dollar quotes, prefixes of texts, comments that nest or are run, dashes without a
 * space. So the tokens are the same for the parser and for every database. Comments are left out.
 * One use, one thread.
 */
final class Lexer {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern NUMBER =
            Pattern.compile("(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final String SIGNS = "(),.+-*/%=<>!|&^~;";

    /**
     * After these a text may follow at once; after any other word it might be read in another way.
     */
    private static final Set<String> BEFORE_TEXT = Set.of("DATE", "TIME", "TIMESTAMP", "INTERVAL");

    private final String sql;
    private final Dialect dialect;
    private final List<SqlToken> tokens = new ArrayList<>();
    private int at;
    private boolean spaced;

    private Lexer(String sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** The one statement's tokens, without semicolons at its end. */
    static List<SqlToken> read(String sql, Dialect dialect) throws Objection {
        Characters.check(sql);
        var lexer = new Lexer(sql.replace("\r\n", "\n"), dialect);
        while (lexer.at < lexer.sql.length()) lexer.next();
        var tokens = lexer.tokens;
        while (!tokens.isEmpty() && tokens.getLast().isSign(';')) tokens.removeLast();
        if (tokens.isEmpty()) throw new Objection(ONE_STATEMENT, "There is no statement.");
        if (tokens.stream().anyMatch(it -> it.isSign(';')))
            throw new Objection(
                    ONE_STATEMENT,
                    "There is more than one statement. Send one, with a semicolon at its end at most.");
        return List.copyOf(tokens);
    }

    private void next() throws Objection {
        var c = sql.charAt(at);
        if (c == ' ' || c == '\t' || c == '\n') {
            at++;
            spaced = true;
        } else if (sql.startsWith("--", at)) lineComment();
        else if (sql.startsWith("/*", at)) comment();
        else if (c == '\'') quoted(Kind.TEXT, '\'', at);
        else if (c == '"' && dialect == Dialect.MARIADB) quoted(Kind.TEXT, c, at);
        else if (opensName(c)) quoted(Kind.QUOTED_NAME, c == '[' ? ']' : c, at);
        else if (c == '_' || isLetter(c)) word();
        else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) number();
        else sign(c);
    }

    private boolean opensName(char c) {
        return c == '"'
                || (c == '`' && dialect == Dialect.MARIADB)
                || (c == '[' && dialect == Dialect.SQLSERVER);
    }

    private void lineComment() throws Objection {
        var after = peek(2);
        if (after != ' ' && after != '\t' && after != '\n' && after != 0)
            throw unclear("two dashes without a space after them; write '- -' or '-- '");
        var end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end;
        spaced = true;
    }

    private void comment() throws Objection {
        var marked = sql.startsWith("M!", at + 2) || peek(2) == '!' || peek(2) == '+';
        if (marked) throw unclear("a comment that some databases run; leave it out");
        var end = sql.indexOf("*/", at + 2);
        if (end < 0) throw unclear("a comment without an end");
        if (sql.substring(at + 2, end).contains("/*"))
            throw unclear("a comment inside a comment; leave it out");
        at = end + 2;
        spaced = true;
    }

    private void word() throws Objection {
        var word = matched(WORD);
        var end = at + word.length();
        var follows = end < sql.length() ? sql.charAt(end) : 0;
        var national = word.equalsIgnoreCase("N") && dialect == Dialect.SQLSERVER;
        if (follows == '\'' && national) {
            var from = at;
            at = end;
            quoted(Kind.TEXT, '\'', from);
            return;
        }
        if ((follows == '\'' || follows == '"') && !BEFORE_TEXT.contains(Names.upper(word)))
            throw unclear("'%s' directly before a quote; use a plain text".formatted(word));
        add(Kind.WORD, at, end);
    }

    private void number() throws Objection {
        var end = at + matched(NUMBER).length();
        var follows = end < sql.length() ? sql.charAt(end) : 0;
        if (isLetter(follows) || isDigit(follows) || "_.'\"`".indexOf(follows) >= 0)
            throw unclear("a number that runs into something else; put a space after it");
        add(Kind.NUMBER, at, end);
    }

    /**
     * From {@code start}; {@code at} is on the opening quote. A doubled quote stands for itself.
     */
    private void quoted(Kind kind, char quote, int start) throws Objection {
        var i = at + 1;
        while (true) {
            i = sql.indexOf(quote, i);
            if (i < 0) throw unclear("a quote that is not closed");
            if (sql.charAt(i - 1) == '\\')
                throw unclear("a backslash before a quote; double a quote to have it in a text");
            if (i + 1 == sql.length() || sql.charAt(i + 1) != quote) break;
            i += 2;
        }
        var content = sql.substring(at + 1, i);
        if (kind == Kind.QUOTED_NAME) Characters.checkName(content);
        add(kind, start, i + 1);
        if (quote == '"' && kind == Kind.TEXT) inSingleQuotes(content);
    }

    /** In MariaDB double quotes are for texts; in single ones they are so under every setting. */
    private void inSingleQuotes(String content) {
        var text = "'" + content.replace("\"\"", "\"").replace("'", "''") + "'";
        tokens.add(new SqlToken(Kind.TEXT, text, tokens.removeLast().spaced()));
    }

    private void sign(char c) throws Objection {
        if (sql.startsWith("*/", at)) throw unclear("the end of a comment that never began");
        if (sql.startsWith("//", at))
            throw unclear("two slashes; for whole numbers write floor(a / b)");
        if (c == '&' && (peek(1) == '\'' || peek(1) == '"'))
            throw unclear("'&' directly before a quote; put a space between them");
        if (SIGNS.indexOf(c) < 0 && !ofDialect(c)) throw unknown(c);
        add(Kind.SIGN, at, at + 1);
    }

    private boolean ofDialect(char c) {
        return switch (dialect) {
            case DUCKDB -> "[]:".indexOf(c) >= 0 || isContainment(c);
            case POSTGRESQL ->
                    "[]:".indexOf(c) >= 0 || isContainment(c) || (c == '#' && peek(1) == '>');
            case MARIADB, SQLSERVER -> false;
        };
    }

    /** {@code @>} or {@code <@}: the only places for an at sign. */
    private boolean isContainment(char c) {
        return c == '@' && (peek(1) == '>') != (at > 0 && sql.charAt(at - 1) == '<');
    }

    private Objection unknown(char c) {
        var why =
                switch (c) {
                    case '@' -> "variables and other servers' tables are not allowed";
                    case '#' -> "temporary tables and comments with # are not allowed";
                    case '?', ':', '$' ->
                            "write values into the statement; there are no parameters";
                    case '{', '}' -> "braces are not allowed";
                    case '\\' -> "commands of a client are not allowed";
                    case '`' ->
                            "send only the statement, and quote names as %s does"
                                    .formatted(dialect.title());
                    default -> "put names with special characters in quotes";
                };
        return new Objection(
                UNKNOWN_CONSTRUCT,
                "The character '%s' (U+%04X) at %d: %s.".formatted(c, (int) c, at + 1, why));
    }

    private Objection unclear(String what) {
        return new Objection(
                UNREADABLE,
                "At %d, near '%s': %s.".formatted(at + 1, Names.excerpt(sql, at), what));
    }

    private void add(Kind kind, int from, int to) {
        tokens.add(new SqlToken(kind, sql.substring(from, to), spaced));
        at = to;
        spaced = false;
    }

    private String matched(Pattern pattern) {
        Matcher matcher = pattern.matcher(sql).region(at, sql.length());
        return matcher.lookingAt() ? matcher.group() : "";
    }

    /** The character {@code ahead} places on; 0 past the end. */
    private char peek(int ahead) {
        return at + ahead < sql.length() ? sql.charAt(at + ahead) : 0;
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
