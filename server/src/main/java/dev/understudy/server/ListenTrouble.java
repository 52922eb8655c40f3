package dev.understudy.server;

import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;

/** Why the server cannot listen where it should, and what to do. Pure. */
final class ListenTrouble {
    private ListenTrouble() {}

    static String of(String host, int port, Throwable cause) {
        return "cannot listen on %s:%d (MCP_SERVER_HOST, MCP_SERVER_PORT): %s"
                .formatted(host, port, reason(host, cause));
    }

    private static String reason(String host, Throwable cause) {
        var message = String.valueOf(cause.getMessage());
        return switch (cause) {
            case UnknownHostException _, UnresolvedAddressException _ ->
                    "no host named %s is known: name an address of this machine, 127.0.0.1 or 0.0.0.0"
                            .formatted(host);
            case BindException _ when message.contains("assign requested address") ->
                    "%s is no address of this machine: name one that is, or 0.0.0.0 for all"
                            .formatted(host);
            case BindException _ when message.toLowerCase(Locale.ROOT).contains("in use") ->
                    "something else listens there: stop it, or choose another port";
            case BindException _ when message.contains("Permission denied") ->
                    "this user may not listen on a port below 1024: choose a higher one";
            default -> message;
        };
    }
}
