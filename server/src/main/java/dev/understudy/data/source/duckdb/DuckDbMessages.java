package dev.understudy.data.source.duckdb;

import dev.understudy.data.catalogue.DataText;
import dev.understudy.data.source.StatementFailure;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What DuckDB's messages mean; it has neither SQL states nor error numbers. The words are those of
 * DuckDB 2.0, as its own engine says them in the tests. Pure.
 */
final class DuckDbMessages {
    /** Characters of a message: its first line is a sentence. */
    private static final int MESSAGE_CHARS = 300;

    /** A streamed result that fails in the middle says only this, and not why. */
    private static final String NO_REASON = "Invalid result set";

    /** A kind of message: its words, with the name in the first group that is found. */
    private record Rule(
            Pattern words, BiFunction<String, String, ? extends StatementFailure> failure) {}

    private static final List<Rule> RULES =
            List.of(
                    rule(
                            "Referenced column \"(.+?)\" (?:not found|was not found)",
                            StatementFailure.UnknownColumn::new),
                    rule(
                            "does not have a column named \"(.+?)\"",
                            StatementFailure.UnknownColumn::new),
                    rule(
                            "^Binder Error: Referenced table \"(.+?)\" not found",
                            StatementFailure.UnknownTable::new),
                    rule(
                            "Table with name \"?(.+?)\"? does not exist",
                            StatementFailure.UnknownTable::new),
                    rule(
                            "Function with name \"?(.+?)\"? does not exist",
                            StatementFailure.UnknownFunction::new),
                    rule(
                            "No function matches the given name and argument types '(.+?)\\(",
                            DuckDbMessages::wrongArguments),
                    rule(
                            "Could not choose a best candidate function for the function call"
                                    + " \"(.+?)\\(",
                            DuckDbMessages::wrongArguments),
                    rule(
                            "^(?:Conversion|Mismatch Type) Error|Cannot (?:compare|mix) values of"
                                    + " type|Could not convert|Cannot cast|Unimplemented type for cast",
                            (name, message) -> new StatementFailure.WrongType(message)),
                    rule("^Parser Error", (name, message) -> new StatementFailure.Syntax(message)),
                    rule(
                            "^Permission Error|configuration has been locked|Cannot write to"
                                    + " database|read-only mode",
                            (name, message) -> new StatementFailure.Denied(message)),
                    rule(
                            "^FATAL Error|database has been invalidated",
                            (name, message) -> new StatementFailure.SourceDown(message)));

    private DuckDbMessages() {}

    private static Rule rule(
            String words, BiFunction<String, String, ? extends StatementFailure> failure) {
        return new Rule(Pattern.compile(words), failure);
    }

    /** Operators are functions to DuckDB; to people they are not. */
    private static StatementFailure wrongArguments(String name, String message) {
        return name.chars().anyMatch(Character::isLetter)
                ? new StatementFailure.UnknownFunction(name, message)
                : new StatementFailure.WrongType(message);
    }

    static StatementFailure read(SQLException problem) {
        return read(String.valueOf(problem.getMessage()));
    }

    /** The failure that a message tells of. */
    static StatementFailure read(String message) {
        String line = firstLine(message);
        for (Rule rule : RULES) {
            Matcher matcher = rule.words().matcher(line);
            if (matcher.find()) {
                String name = matcher.groupCount() > 0 ? String.valueOf(matcher.group(1)) : "";
                return rule.failure().apply(name, line);
            }
        }
        return new StatementFailure.Other(line);
    }

    /** Whether the failure hides its reason. */
    static boolean saysNothing(StatementFailure failure) {
        return failure instanceof StatementFailure.Other(String message)
                && message.contains(NO_REASON);
    }

    /** The message's first line, on its own and bounded. */
    static String firstLine(String message) {
        String first = message.strip().lines().findFirst().orElse("");
        return DataText.cleaned(first, MESSAGE_CHARS);
    }
}
