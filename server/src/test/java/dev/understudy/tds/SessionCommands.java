package dev.understudy.tds;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The T-SQL that the driver and session guards send around statements: understood here, since H2
 * has none of it.
 */
final class SessionCommands {
    private interface Effect {
        WireBuffer on(H2Session session, Matcher command) throws SQLException;
    }

    private record Command(Pattern pattern, Effect effect) {}

    /** What is left for H2, and what the client is told of the rest. */
    record Outcome(String rest, WireBuffer told) {}

    private static final WireBuffer NOTHING = new WireBuffer();

    private static final List<Command> COMMANDS =
            List.of(
                    command(
                            "SET IMPLICIT_TRANSACTIONS (ON|OFF)",
                            (session, it) -> {
                                session.implicitTransactions(it.group(1).equalsIgnoreCase("ON"));
                                return NOTHING;
                            }),
                    command(
                            "SET ROWCOUNT (\\d+)",
                            (session, it) -> {
                                session.mostRows(Integer.parseInt(it.group(1)));
                                return NOTHING;
                            }),
                    command(
                            "(?:IF @@TRANCOUNT > 0 )?(COMMIT|ROLLBACK)(?: TRAN(?:SACTION)?| WORK)?",
                            (session, it) -> session.end(it.group(1).equalsIgnoreCase("COMMIT"))),
                    command("BEGIN TRAN(?:SACTION)?", (session, _) -> session.begin()),
                    command(
                            "SET TRANSACTION ISOLATION LEVEL"
                                    + " (?:READ UNCOMMITTED|READ COMMITTED|REPEATABLE READ|SNAPSHOT|SERIALIZABLE)",
                            (_, _) -> NOTHING),
                    command(
                            "SET (?:NOCOUNT|XACT_ABORT|ARITHABORT|ANSI_\\w+|QUOTED_IDENTIFIER|NUMERIC_ROUNDABORT"
                                    + "|CONCAT_NULL_YIELDS_NULL|CURSOR_CLOSE_ON_COMMIT) (?:ON|OFF)",
                            (_, _) -> NOTHING),
                    command(
                            "SET (?:LOCK_TIMEOUT|TEXTSIZE|DATEFIRST|DATEFORMAT|LANGUAGE|DEADLOCK_PRIORITY"
                                    + "|QUERY_GOVERNOR_COST_LIMIT) -?\\w+",
                            (_, _) -> NOTHING),
                    command("EXEC(?:UTE)? sp_unprepare \\d+", (_, _) -> NOTHING));

    private SessionCommands() {}

    /** Carries out the commands that {@code sql} begins with. */
    static Outcome carryOut(String sql, H2Session session) throws SQLException {
        var told = new WireBuffer();
        String rest = sql.strip();
        boolean found = true;
        while (found && !rest.isEmpty()) {
            found = false;
            for (Command command : COMMANDS) {
                Matcher matcher = command.pattern().matcher(rest);
                if (matcher.lookingAt()) {
                    told.append(command.effect().on(session, matcher));
                    rest = rest.substring(matcher.end()).strip();
                    found = true;
                }
            }
        }
        return new Outcome(rest, told);
    }

    /** Blanks stand for any white space; a command ends at the end of a word. */
    private static Command command(String words, Effect effect) {
        return new Command(
                Pattern.compile(
                        words.replace(" > ", "\\s*>\\s*").replace(" ", "\\s+")
                                + "(?!\\w)(?:\\s*;)*",
                        Pattern.CASE_INSENSITIVE),
                effect);
    }
}
