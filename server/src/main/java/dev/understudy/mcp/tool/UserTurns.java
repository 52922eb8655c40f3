package dev.understudy.mcp.tool;

import dev.understudy.data.Cancellation;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.data.source.StatementResult;
import dev.understudy.data.source.Turns;
import dev.understudy.mcp.McpUser;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Gives each user a line of its own before the sources' lines, which take statements as they come:
 * so one user's statements are never all that a source does. Thread-safe.
 */
final class UserTurns {
    /** Half of what DuckDB is asked at once. */
    private static final int OF_ONE_USER = 2;

    private static final class Line {
        private final Turns turns = new Turns(OF_ONE_USER);
        private int statements;
    }

    /** Of those only who have statements. */
    private final Map<String, Line> lines = new HashMap<>();

    /**
     * Runs a statement in its user's turn. Blocks.
     *
     * @param most how long to wait for that
     */
    StatementResult run(
            McpUser user,
            Duration most,
            Cancellation cancellation,
            Supplier<StatementResult> statement) {
        if (user.forOthers()) {
            return statement.get(); // who of its users asks is not known
        }
        var line = join(user.name());
        try {
            if (!line.turns.take(most, cancellation)) {
                return new StatementResult.Failed(
                        cancellation.cancelled()
                                ? new StatementFailure.Cancelled()
                                : new StatementFailure.TooSlow(most));
            }
            try {
                return statement.get();
            } finally {
                line.turns.giveBack();
            }
        } finally {
            leave(user.name(), line);
        }
    }

    private synchronized Line join(String user) {
        var line = lines.computeIfAbsent(user, _ -> new Line());
        line.statements++;
        return line;
    }

    private synchronized void leave(String user, Line line) {
        line.statements--;
        if (line.statements == 0) {
            lines.remove(user);
        }
    }
}
