package dev.understudy.tds;

import java.io.IOException;
import java.net.ProtocolException;
import java.sql.SQLException;

/** Answers what a client asks after its login. One request at a time. */
final class Conversation {
    private final int process;
    private final H2Session session;
    private final ServerExpressions expressions;
    private final Script script;
    private final Journal journal;
    private final Runnable cut;
    private final PreparedStatements prepared = new PreparedStatements();

    /**
     * @param cut ends the connection
     */
    Conversation(
            int process,
            H2Session session,
            ServerExpressions expressions,
            Script script,
            Journal journal,
            Runnable cut) {
        this.process = process;
        this.session = session;
        this.expressions = expressions;
        this.script = script;
        this.journal = journal;
        this.cut = cut;
    }

    /** Returns when the answer has gone; a client that cannot get one is cut off. */
    void answer(Message message, Exchange exchange) {
        try {
            if (message.reset()) {
                session.reset();
                exchange.write(Tokens.sessionWasReset());
            }
            dispatch(message, exchange);
        } catch (IOException | SQLException _) {
            // the client has gone, or H2 has
        } finally {
            if (!exchange.ended()) {
                cut.run();
            }
        }
    }

    private void dispatch(Message message, Exchange exchange) throws IOException {
        try {
            switch (message.type()) {
                case Message.SQL_BATCH -> {
                    WireReader reader = message.readerBehindHeaders();
                    run(Request.batch(reader.utf16(reader.left() / 2)), exchange);
                }
                case Message.RPC -> call(ProcedureCall.read(message), exchange);
                default -> throw new ProtocolException("a message of type " + message.type());
            }
        } catch (ProtocolException error) {
            new Answer(exchange, Request.batch(""))
                    .endWith(SqlServerError.notInThisFake(String.valueOf(error.getMessage())));
        }
    }

    private void call(ProcedureCall call, Exchange exchange) throws IOException {
        switch (prepared.wantedBy(call)) {
            case PreparedStatements.Wanted.Run(var request) -> run(request, exchange);
            case PreparedStatements.Wanted.Nothing(var request) -> {
                received(request);
                new Answer(exchange, request).endWithoutCount();
            }
            case PreparedStatements.Wanted.Unknown(var request, var error) -> {
                received(request);
                new Answer(exchange, request).endWith(error);
            }
        }
    }

    private void run(Request request, Exchange exchange) throws IOException {
        received(request);
        journal.started(process, request.sql());
        new StatementRun(session, expressions, exchange, request, cut)
                .run(script.reactionTo(request.sql()));
    }

    private void received(Request request) {
        journal.received(new Received(process, request.how(), request.sql()));
    }
}
