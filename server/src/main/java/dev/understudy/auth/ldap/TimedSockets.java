package dev.understudy.auth.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.SocketFactory;

/**
 * Makes the sockets of one log-in: none waits for ever, and all can be closed from outside. The
 * library gives up waiting for a TLS handshake, but then asks for its outcome without a limit, and
 * knows no socket yet that closing the connection would close. Thread-safe.
 */
final class TimedSockets extends SocketFactory {
    private final SocketFactory plain;
    private final int timeoutMillis;
    private final List<Socket> made = new CopyOnWriteArrayList<>();

    TimedSockets(SocketFactory plain, int timeoutMillis) {
        this.plain = plain;
        this.timeoutMillis = timeoutMillis;
    }

    private Socket timed(Socket socket) throws IOException {
        made.add(socket);
        socket.setSoTimeout(timeoutMillis);
        return socket;
    }

    /** Ends whatever waits for them. */
    void closeAll() {
        for (var socket : made) {
            try {
                socket.close();
            } catch (IOException _) {
                // It is given up either way.
            }
        }
    }

    @Override
    public Socket createSocket() throws IOException {
        return timed(plain.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return timed(plain.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
            throws IOException {
        return timed(plain.createSocket(host, port, localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return timed(plain.createSocket(host, port));
    }

    @Override
    public Socket createSocket(
            InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return timed(plain.createSocket(address, port, localAddress, localPort));
    }
}
