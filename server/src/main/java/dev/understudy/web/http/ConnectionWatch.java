package dev.understudy.web.http;

import dev.understudy.time.Ticker;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands before all requests of all event loops: bounds the connections and the time in which each
 * says what it wants, and ends what a request held when its reply has ended. Thread-safe.
 */
public final class ConnectionWatch {
    /** The limits are tens of seconds. */
    private static final long LOOKS_EVERY_MILLIS = 1_000;

    private final Connections connections;
    private final BodyRoom bodies;
    private final Map<HttpConnection, Connections.Seat> seats = new ConcurrentHashMap<>();

    /**
     * @param bodies what requests hold is given back to it
     */
    public ConnectionWatch(ConnectionLimits limits, BodyRoom bodies, Ticker ticker) {
        this.connections = new Connections(limits, ticker);
        this.bodies = bodies;
    }

    /** Looks for connections whose time is over, until {@code vertx} is closed. */
    public void start(Vertx vertx) {
        vertx.setPeriodic(LOOKS_EVERY_MILLIS, _ -> connections.closeOverdue());
    }

    /** A connection is there (over TLS, its handshake is done). On its event loop. */
    public void opened(HttpConnection connection) {
        var from = connection.remoteAddress();
        var seat =
                connections.enter(
                        from == null ? "unknown" : from.hostAddress(),
                        () -> {
                            var _ = connection.close();
                        });
        if (seat.isEmpty()) {
            var _ = connection.close();
            return;
        }
        seats.put(connection, seat.get());
        connection.closeHandler(_ -> closed(connection, seat.get()));
    }

    private void closed(HttpConnection connection, Connections.Seat seat) {
        seats.remove(connection);
        seat.left();
        bodies.giveBack(connection);
    }

    /** What is to be done with a request, after this has seen it. */
    public Handler<HttpServerRequest> before(Vertx vertx, Handler<HttpServerRequest> next) {
        return request -> {
            var connection = request.connection();
            var seat = seats.get(connection);
            if (seat == null) {
                return; // it had no place, and is being closed
            }
            seat.began();
            request.response()
                    .headersEndHandler(_ -> UnreadBody.closeAfterReply(vertx, request))
                    .endHandler(_ -> {
                        bodies.giveBack(connection);
                        seat.ended();
                    });
            next.handle(request);
        };
    }
}
