package dev.understudy.data.guard;

import static dev.understudy.data.guard.GuardRule.ONE_STATEMENT;
import static dev.understudy.data.guard.GuardRule.UNREADABLE;

import dev.understudy.data.Dialect;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.Statements;
import org.jspecify.annotations.Nullable;

/**
 * Parses a text as exactly one statement, first in the quick way and then in the thorough one.
 * {@link #stop} may be called from another thread. One use.
 */
final class BoundedParser {
    private final String sql;
    private final Dialect dialect;
    private @Nullable CCJSqlParser parser;
    private boolean stopped;

    BoundedParser(String sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    Statement statement() throws Objection {
        var statements = statements();
        if (statements.size() != 1)
            throw new Objection(ONE_STATEMENT, "Send one statement and nothing else.");
        return statements.getFirst();
    }

    /** The parser gives up at its next decision. */
    synchronized void stop() {
        stopped = true;
        if (parser != null) parser.interrupted = true;
    }

    private Statements statements() throws Objection {
        try {
            return parser(false).Statements();
        } catch (ParseException | TokenMgrException quickOnly) {
            return thoroughly();
        }
    }

    private Statements thoroughly() throws Objection {
        try {
            return parser(true).Statements();
        } catch (ParseException failure) {
            throw failure.currentToken == null ? unreadable("") : after(failure);
        } catch (TokenMgrException failure) {
            throw unreadable("");
        }
    }

    private synchronized CCJSqlParser parser(boolean thorough) {
        var fresh =
                CCJSqlParserUtil.newParser(sql)
                        .withSquareBracketQuotation(dialect == Dialect.SQLSERVER)
                        .withAllowComplexParsing(thorough);
        fresh.interrupted = stopped;
        parser = fresh;
        return fresh;
    }

    private Objection after(ParseException failure) {
        var stuck = failure.currentToken.next;
        if (stuck == null || stuck.image == null || stuck.image.isEmpty())
            return unreadable(" It ends too early.");
        var before = failure.currentToken.image;
        return unreadable(
                " Nobody expects '%s' (character %d) after '%s'; if it is a name, put it in quotes."
                        .formatted(
                                Names.excerpt(stuck.image, 0),
                                stuck.beginColumn,
                                before == null ? "" : Names.excerpt(before, 0)));
    }

    private Objection unreadable(String where) {
        return new Objection(
                UNREADABLE,
                "The statement cannot be read as a SELECT of %s.%s Write it in a plainer way."
                        .formatted(dialect.title(), where));
    }
}
