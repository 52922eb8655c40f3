package dev.understudy.upstream.http;

import dev.understudy.failure.CallFailure;
import dev.understudy.failure.FailureClock;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What goes wrong below every protocol. */
final class ConnectionFailures {
    private ConnectionFailures() {}

    /** Reads why no connection could be had. */
    static CallFailure ofConnecting(Throwable error) {
        return switch (error) {
            // A ConnectException too, so it comes before those.
            case ConnectTimeoutException _ -> new CallFailure.TooSlow(FailureClock.CONNECT);
            case TimeoutException _ -> new CallFailure.TooSlow(FailureClock.CONNECT);
            case ConnectionPoolTooBusyException _ ->
                    new CallFailure.Unreachable("too many calls wait for a connection");
            case UnknownHostException _ -> new CallFailure.Unreachable("unknown host");
            case NoRouteToHostException _ -> new CallFailure.Unreachable("no route to host");
            case ConnectException _ -> new CallFailure.Unreachable("connection refused");
            case SSLException _ -> new CallFailure.Unreachable("TLS failed");
            default -> new CallFailure.Unreachable("connection failed");
        };
    }

    /** A connection broke after the request had begun to be written. */
    static CallFailure ofLostConnection() {
        return new CallFailure.Unreachable("connection lost");
    }
}
