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

/** Reads SQL Server's errors: by number, as in its table {@code sys.messages}. */
final class SqlServerFailures {
    private static final Pattern NAME = Pattern.compile("['\"]([^'\"]+)['\"]");

    private SqlServerFailures() {}

    static StatementFailure read(DatabaseError error, Duration limit) {
        var message = error.message();
        return switch (error.code()) {
            case 207, 4104, 1032, 4145 -> new UnknownColumn(error.named(NAME), message);
            case 208, 107, 4902 -> new UnknownTable(error.named(NAME), message);
            case 195, 4121, 174, 189, 2812 -> new UnknownFunction(error.named(NAME), message);
            case 245, 241, 242, 206, 248, 257, 402, 529, 8114, 8115, 8116, 8117 ->
                    new WrongType(message);
            case 102,
                    103,
                    105,
                    108,
                    130,
                    144,
                    145,
                    147,
                    156,
                    164,
                    170,
                    205,
                    209,
                    319,
                    1033,
                    8120,
                    8121,
                    8155,
                    8156 ->
                    new Syntax(message);
            case 229, 230, 262, 297, 300, 916, 15247 -> new Denied(message);
            case 18456, 18452, 18470, 18486, 18487, 18488 -> new SourceDown(DownReason.LOGIN);
            case 4060, 233, 6005, 10928, 10929, 40197, 40501, 40613 -> new SourceDown(message);
            case 3617 -> new Other("it was stopped");
            default -> byState(error, limit);
        };
    }

    private static StatementFailure byState(DatabaseError error, Duration limit) {
        if (error.connectionLost()) {
            return new SourceDown(DownReason.LOST);
        }
        // The driver's own clock.
        return error.state().equals("HY008") && error.message().contains("timed out")
                ? new TooSlow(limit)
                : new Other(error.message());
    }
}
