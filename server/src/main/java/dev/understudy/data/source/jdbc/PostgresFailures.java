package dev.understudy.data.source.jdbc;

import dev.understudy.data.source.StatementFailure;
import dev.understudy.data.source.StatementFailure.Denied;
import dev.understudy.data.source.StatementFailure.Other;
import dev.understudy.data.source.StatementFailure.SourceDown;
import dev.understudy.data.source.StatementFailure.Syntax;
import dev.understudy.data.source.StatementFailure.TooSlow;
import dev.understudy.data.source.StatementFailure.UnknownColumn;
import dev.understudy.data.source.StatementFailure.UnknownFunction;
import dev.understudy.data.source.StatementFailure.UnknownTable;
import dev.understudy.data.source.StatementFailure.WrongType;
import java.time.Duration;
import java.util.regex.Pattern;

/** Reads PostgreSQL's errors: by SQLSTATE, appendix A of its manual. */
final class PostgresFailures {
    private static final Pattern COLUMN =
            Pattern.compile("column \"?([^\"]+?)\"? (?:of |does not)");
    private static final Pattern TABLE = Pattern.compile("(?:relation|table|schema) \"([^\"]+)\"");
    private static final Pattern FUNCTION = Pattern.compile("function ([^(]+)\\(");

    private PostgresFailures() {}

    static StatementFailure read(DatabaseError error, Duration limit) {
        var message = error.message();
        return switch (error.state()) {
            case "42703" -> new UnknownColumn(error.named(COLUMN), message);
            case "42P01", "3F000" -> new UnknownTable(error.named(TABLE), message);
            case "42883" ->
                    message.startsWith("operator")
                            ? new WrongType(message)
                            : new UnknownFunction(error.named(FUNCTION), message);
            case "22P02", "42804", "42846", "42725", "42P18", "22007", "22008", "22018", "42809" ->
                    new WrongType(message);
            // The server's own limit of time; a cancel is known by whoever asked for it.
            case "57014" ->
                    message.contains("timeout") ? new TooSlow(limit) : new Other("it was stopped");
            case "42501", "25006" -> new Denied(message);
            case "57P01", "57P02", "57P03", "53300", "3D000" -> new SourceDown(message);
            case "28000", "28P01" -> new SourceDown(DownReason.LOGIN);
            case String state when state.startsWith("42") -> new Syntax(message);
            default ->
                    error.connectionLost() ? new SourceDown(DownReason.LOST) : new Other(message);
        };
    }
}
