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

/** Reads the errors of MariaDB and MySQL: by number, the lists in their manuals. */
final class MariaDbFailures {
    private static final Pattern QUOTED = Pattern.compile("'([^']+)'");
    private static final Pattern TABLE = Pattern.compile("'(?:[^'.]+\\.)?([^']+)'");
    private static final Pattern FUNCTION =
            Pattern.compile("(?i)function [`']?(?:[^`'. ]+[`']?\\.[`']?)?([^`'. ]+)");
    private static final Pattern ROUTINE = Pattern.compile("routine '(?:[^'.]+\\.)?([^']+)'");

    private MariaDbFailures() {}

    static StatementFailure read(DatabaseError error, Duration limit) {
        var message = error.message();
        return switch (error.code()) {
            case 1054 -> new UnknownColumn(error.named(QUOTED), message);
            case 1146, 1109, 1049 -> new UnknownTable(error.named(TABLE), message);
            case 1305, 1128, 1582, 1318, 1630 ->
                    new UnknownFunction(error.named(FUNCTION), message);
            // To who may run no routine it does not say whether there is such a one.
            case 1370 -> new UnknownFunction(error.named(ROUTINE), message);
            case 1292, 1366, 1411, 1525, 1267, 1270, 1271, 4078, 4079 -> new WrongType(message);
            case 1064,
                    1149,
                    1052,
                    1055,
                    1056,
                    1060,
                    1111,
                    1140,
                    1221,
                    1222,
                    1241,
                    1242,
                    1247,
                    1248 ->
                    new Syntax(message);
            // MariaDB's max_statement_time, MySQL's max_execution_time.
            case 1969, 3024 -> new TooSlow(limit);
            case 1317 -> new Other("it was stopped");
            case 1142, 1143, 1044, 1227, 1290, 1410, 1792 -> new Denied(message);
            case 1045, 1698 -> new SourceDown(DownReason.LOGIN);
            case 1040, 1129, 1203 -> new SourceDown(message);
            case 1053, 1152, 1158, 1159, 1160, 1161, 1927, 2006, 2013 ->
                    new SourceDown(DownReason.LOST);
            default ->
                    error.connectionLost() ? new SourceDown(DownReason.LOST) : new Other(message);
        };
    }
}
