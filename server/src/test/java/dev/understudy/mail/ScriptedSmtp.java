package dev.understudy.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server for one connection that says what its script has for each verb, else 250. */
final class ScriptedSmtp implements AutoCloseable {
    private final ServerSocket socket;
    private final Map<String, String> script;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    ScriptedSmtp(Map<String, String> script) throws IOException {
        this.socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        this.script = script;
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** All lines that it was told. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    private void serve() {
        try (var connection = socket.accept();
                var in =
                        new BufferedReader(
                                new InputStreamReader(connection.getInputStream(), US_ASCII));
                var out = connection.getOutputStream()) {
            out.write((script.getOrDefault("HELLO", "220 here") + "\r\n").getBytes(US_ASCII));
            boolean inData = false;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
                if (inData && !line.equals(".")) {
                    continue;
                }
                var verb = line.equals(".") ? "." : line.split("[ :]", -1)[0];
                var reply = script.getOrDefault(verb.toUpperCase(Locale.ROOT), "250 fine");
                inData = reply.startsWith("354");
                out.write((reply + "\r\n").getBytes(US_ASCII));
            }
        } catch (IOException _) {
            heard.add("(connection lost)");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
