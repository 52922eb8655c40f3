package dev.understudy.data.evaluation;

import dev.understudy.data.Cancellation;
import dev.understudy.data.guard.GuardVerdict;
import dev.understudy.data.guard.ReadOnlyGuard;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.SourceDownException;
import dev.understudy.data.source.StatementResult;
import java.time.Duration;

/** Runs statements the way the teams do: through the guard, within limits. */
final class GuardedStatement {
    /** Far above what a right result of a question has: a comparison needs all rows. */
    private static final ResultLimits LIMITS =
            new ResultLimits(20_000, 16 << 20, 10_000, Duration.ofSeconds(30));

    private GuardedStatement() {}

    static Answer run(String sql, DataSource source) {
        try {
            return switch (ReadOnlyGuard.check(sql, source.catalogue())) {
                case GuardVerdict.Refused(_, var message, _) ->
                        new Answer.Failed(sql, "the guard refuses it: " + message);
                case GuardVerdict.Allowed(var allowed) ->
                        switch (source.run(allowed, LIMITS, new Cancellation())) {
                            case StatementResult.Rows(var table, _) ->
                                    new Answer.Rows(sql, table.rows());
                            case StatementResult.Failed(var failure) ->
                                    new Answer.Failed(sql, failure.toString());
                        };
            };
        } catch (SourceDownException e) {
            return new Answer.Failed(sql, String.valueOf(e.getMessage()));
        }
    }
}
