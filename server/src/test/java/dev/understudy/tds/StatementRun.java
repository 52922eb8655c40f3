package dev.understudy.tds;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Runs one statement: by the script, by the session's commands, or on H2. For one thread. */
final class StatementRun {
    /** H2 forgets a cancel that comes just before it begins, so it is said again. */
    private static final long CANCEL_AGAIN_MILLIS = 10;

    private final H2Session session;
    private final ServerExpressions expressions;
    private final Exchange exchange;
    private final Request request;
    private final Answer answer;
    private final Runnable cut;

    StatementRun(
            H2Session session,
            ServerExpressions expressions,
            Exchange exchange,
            Request request,
            Runnable cut) {
        this.session = session;
        this.expressions = expressions;
        this.exchange = exchange;
        this.request = request;
        this.answer = new Answer(exchange, request);
        this.cut = cut;
    }

    /** Whatever happens, the client gets an end, unless its connection is cut. */
    void run(Optional<Reaction> reaction) throws IOException {
        try {
            switch (reaction.orElse(null)) {
                case null -> onH2(Long.MAX_VALUE, () -> {});
                case Reaction.Rows canned -> rows(canned);
                case Reaction.Fails fails -> answer.endWith(fails.error());
                case Reaction.Waits _ -> {
                    untilCalledOff();
                    answer.endWithoutCount();
                }
                case Reaction.Cut cutting -> onH2(cutting.afterRows(), cut);
                case Reaction.Stalls stalls -> onH2(stalls.afterRows(), this::untilCalledOff);
            }
        } catch (SQLException error) {
            answer.endWith(H2Errors.translate(error, request.sql()));
        } catch (RuntimeException error) {
            answer.endWith(SqlServerError.notInThisFake(error.toString()));
        }
    }

    private void onH2(long rowsUntil, Runnable then) throws IOException, SQLException {
        SessionCommands.Outcome commands = SessionCommands.carryOut(request.sql(), session);
        answer.write(commands.told());
        if (commands.rest().isEmpty()) {
            answer.endWithoutCount();
            return;
        }
        if (commands.rest().matches("(?is)EXEC(UTE)?\\s.*")) {
            answer.endWith(SqlServerError.noSuchProcedure(commands.rest().split("[\\s;(]+", 3)[1]));
            return;
        }
        answer.write(session.beforeStatement());
        String sql = expressions.replaceIn(commands.rest(), session.inTransaction());
        try (PreparedStatement statement = session.prepare(sql, request.parameters())) {
            var over = new CountDownLatch(1);
            exchange.stop().onCancel(() -> cancelUntil(over, statement));
            try {
                if (statement.execute()) {
                    h2Rows(statement.getResultSet(), rowsUntil, then);
                } else {
                    answer.endWithCount(statement.getUpdateCount());
                }
            } finally {
                over.countDown();
            }
        } catch (SQLException error) {
            if (error.getErrorCode() != ErrorCode.STATEMENT_WAS_CANCELED) {
                throw error;
            }
            answer.endWithoutCount();
        }
    }

    private void h2Rows(ResultSet rows, long rowsUntil, Runnable then)
            throws IOException, SQLException {
        List<ResultColumn> columns = H2Columns.of(rows.getMetaData(), request.sql());
        answer.columns(columns);
        long count = 0;
        while (count < rowsUntil && !exchange.stop().cancelled() && rows.next()) {
            var row = Tokens.row();
            for (int at = 0; at < columns.size(); at++) {
                WireType type = columns.get(at).type();
                type.value(row, rows.getObject(at + 1, type.javaType()));
            }
            answer.write(row);
            count++;
        }
        if (rowsUntil < Long.MAX_VALUE) {
            answer.flushPart();
            then.run();
        }
        answer.endWithCount(count);
    }

    private void rows(Reaction.Rows canned) throws IOException {
        List<ResultColumn> columns =
                IntStream.range(0, canned.columns().size())
                        .mapToObj(at ->
                                new ResultColumn(
                                        canned.columns().get(at),
                                        WireType.forValues(
                                                canned.rows().stream().map(row -> row.get(at)))))
                        .toList();
        answer.columns(columns);
        for (List<? extends @Nullable Object> values : canned.rows()) {
            var row = Tokens.row();
            for (int at = 0; at < columns.size(); at++) {
                columns.get(at).type().value(row, values.get(at));
            }
            answer.write(row);
        }
        answer.endWithCount(canned.rows().size());
    }

    private void untilCalledOff() {
        var called = new CountDownLatch(1);
        exchange.stop().onCancel(called::countDown);
        try {
            called.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void cancelUntil(CountDownLatch over, PreparedStatement statement) {
        Thread.ofVirtual()
                .name("cancel")
                .start(() -> {
                    try {
                        do {
                            statement.cancel();
                        } while (!over.await(CANCEL_AGAIN_MILLIS, TimeUnit.MILLISECONDS));
                    } catch (SQLException | InterruptedException _) {
                        // it is over
                    }
                });
    }
}
