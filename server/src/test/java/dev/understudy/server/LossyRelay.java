package dev.understudy.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server, and loses the first answers: the request arrives, the
 * answer is made, and the client's connection is closed without it. It keeps the heads of the
 * requests. Thread-safe.
 */
final class LossyRelay implements AutoCloseable {
    private static final int LONGEST_HEAD = 64 * 1024;

    private final ServerSocket listener;
    private final int server;
    private final AtomicInteger toLose;
    private final List<String> heads = new ArrayList<>();

    private LossyRelay(int server, int answersToLose) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.server = server;
        this.toLose = new AtomicInteger(answersToLose);
        Thread.ofVirtual().name("lossy relay").start(this::accept);
    }

    static LossyRelay to(String url, int answersToLose) throws IOException {
        return new LossyRelay(URI.create(url).getPort(), answersToLose);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** The first line and the headers of each connection's first request, in lower case. */
    synchronized List<String> heads() {
        return List.copyOf(heads);
    }

    private synchronized void keep(String head) {
        heads.add(head);
    }

    private void accept() {
        try {
            while (true) {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> relay(client));
            }
        } catch (IOException _) {
            return; // closed
        }
    }

    private void relay(Socket client) {
        try (client;
                var upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
            var head = head(client.getInputStream());
            keep(head.toLowerCase(Locale.ROOT));
            upstream.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            Thread.ofVirtual().start(() -> copy(client, upstream));
            int first = upstream.getInputStream().read();
            if (first < 0 || toLose.getAndDecrement() > 0) {
                return;
            }
            client.getOutputStream().write(first);
            upstream.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException _) {
            return; // one of both has left
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException _) {
            return; // one of both has left
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0 && head.length() < LONGEST_HEAD) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended in the head");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
