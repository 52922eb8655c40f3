package dev.understudy.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Stands between a ledger and its PostgreSQL server, and breaks off at a commit that the server has
 * carried out, before the ledger hears of it. Or it stops passing on anything, like a network that
 * swallows everything.
 */
final class CommitCutter implements AutoCloseable {
    private final ServerSocket listening;
    private final int server;
    private final List<Socket> sockets = new ArrayList<>();
    private volatile boolean cutting;
    private volatile boolean swallowing;
    private volatile boolean refusing;
    private final CountDownLatch cut = new CountDownLatch(1);

    CommitCutter(int server) throws IOException {
        this.server = server;
        this.listening = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Breaks off at the next commit; then nobody gets through until {@link #letPass}. */
    void cutAtCommit() {
        cutting = true;
    }

    void swallow() {
        swallowing = true;
    }

    void letPass() {
        cutting = false;
        refusing = false;
        swallowing = false;
    }

    void awaitCut() throws InterruptedException {
        cut.await();
    }

    private void accept() {
        try {
            while (true) {
                var client = listening.accept();
                if (refusing) {
                    client.close();
                } else {
                    var upstream = new Socket(InetAddress.ofLiteral("127.0.0.1"), server);
                    synchronized (sockets) {
                        sockets.add(client);
                        sockets.add(upstream);
                    }
                    Thread.ofPlatform().daemon().start(() -> toServer(client, upstream));
                    Thread.ofPlatform().daemon().start(() -> toClient(upstream, client));
                }
            }
        } catch (IOException _) {
            // It was closed.
        }
    }

    private void toServer(Socket client, Socket upstream) {
        try (client;
                upstream) {
            pass(client.getInputStream(), upstream.getOutputStream(), false);
        } catch (IOException _) {
            // One of them has gone.
        }
    }

    private void toClient(Socket upstream, Socket client) {
        try (client;
                upstream) {
            pass(upstream.getInputStream(), client.getOutputStream(), true);
        } catch (IOException _) {
            // One of them has gone.
        }
    }

    private void pass(InputStream from, OutputStream to, boolean answers) throws IOException {
        var buffer = new byte[65_536];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            var text = new String(buffer, 0, read, ISO_8859_1);
            if (answers && cutting && text.contains("COMMIT")) {
                refusing = true;
                cut.countDown();
                return;
            }
            if (!swallowing) {
                to.write(buffer, 0, read);
                to.flush();
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        synchronized (sockets) {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }
}
