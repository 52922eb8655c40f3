package dev.understudy.tds;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * One client. Its own thread reads, so that attention is heard while a statement runs on another.
 */
final class ClientConnection implements Runnable {
    private final int process;
    private final Socket socket;
    private final Backend backend;

    /** What all connections of a server share. */
    record Backend(
            Greeting.Admission admission,
            Script script,
            Journal journal,
            H2Database h2,
            ExecutorService workers) {}

    ClientConnection(int process, Socket socket, Backend backend) {
        this.process = process;
        this.socket = socket;
        this.backend = backend;
    }

    /** Returns when the client has gone and nothing of it runs any more. */
    @Override
    public void run() {
        try (socket) {
            var input = new PacketInput(socket.getInputStream());
            var output = new PacketOutput(socket.getOutputStream());
            var login = new Greeting(input, output, backend.admission()).login();
            if (login.isPresent()) {
                backend.journal().login();
                serve(input, output, login.get());
            }
        } catch (IOException _) {
            // gone, or cut
        } catch (SQLException error) {
            throw new IllegalStateException(error);
        }
    }

    /** Ends the connection under the client's feet. */
    void cut() {
        try {
            socket.close();
        } catch (IOException _) {
            // it is closed
        }
    }

    private void serve(PacketInput input, PacketOutput output, Login login)
            throws IOException, SQLException {
        try (var session = new H2Session(backend.h2().connect())) {
            var expressions =
                    new ServerExpressions(process, login.user(), backend.admission().database());
            read(
                    input,
                    output,
                    new Conversation(
                            process,
                            session,
                            expressions,
                            backend.script(),
                            backend.journal(),
                            this::cut));
        }
    }

    private void read(PacketInput input, PacketOutput output, Conversation conversation)
            throws IOException {
        Exchange exchange = Exchange.ended(output);
        CompletableFuture<?> work = CompletableFuture.completedFuture("nothing yet");
        try {
            while (true) {
                Message message = input.next();
                if (message.type() == Message.ATTENTION) {
                    backend.journal().attention();
                    exchange.attention();
                    continue;
                }
                if (!exchange.ended()) {
                    throw new ProtocolException("a request before the last one's answer");
                }
                work.join();
                var next = new Exchange(output, () -> backend.journal().ended(process));
                exchange = next;
                work =
                        CompletableFuture.runAsync(
                                () -> conversation.answer(message, next), backend.workers());
            }
        } finally {
            exchange.stop().cancel();
            work.exceptionally(_ -> null).join();
            backend.journal().ended(process);
        }
    }
}
