package dev.understudy.tds;

import java.io.IOException;
import java.util.List;

/** Writes the answer to one statement, as a batch or as a procedure ends it. */
final class Answer {
    private static final int CALL = 0xE0;

    private final Exchange exchange;
    private final Request request;

    Answer(Exchange exchange, Request request) {
        this.exchange = exchange;
        this.request = request;
    }

    void write(WireBuffer tokens) throws IOException {
        exchange.write(tokens);
    }

    void columns(List<ResultColumn> columns) throws IOException {
        exchange.write(Tokens.columns(columns));
    }

    /** What was written is sent, although there is more to come. */
    void flushPart() throws IOException {
        exchange.flushPart();
    }

    void endWithCount(long count) throws IOException {
        end(Tokens.COUNT, count);
    }

    void endWithoutCount() throws IOException {
        end(0, 0);
    }

    void endWith(SqlServerError error) throws IOException {
        exchange.write(Tokens.error(error));
        end(Tokens.ERROR, 0);
    }

    private void end(int status, long count) throws IOException {
        int command = StatementKind.of(request.sql()).code();
        if (!request.procedure()) {
            exchange.end(Tokens.done(Tokens.Done.BATCH, status, command, count));
            return;
        }
        var tokens =
                Tokens.done(Tokens.Done.WITHIN, status | Tokens.MORE, command, count)
                        .append(Tokens.returnStatus());
        request.handle().ifPresent(handle -> tokens.append(Tokens.returnedHandle(handle)));
        exchange.end(
                tokens.append(Tokens.done(Tokens.Done.PROCEDURE, status & Tokens.ERROR, CALL, 0)));
    }
}
