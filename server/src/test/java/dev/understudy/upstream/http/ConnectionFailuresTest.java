package dev.understudy.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.failure.CallFailure;
import dev.understudy.failure.FailureClock;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class ConnectionFailuresTest {
    @Test
    void tellsWhyNoConnectionCouldBeHad() {
        assertThat(ConnectionFailures.ofConnecting(new ConnectException("refused by 10.0.0.1:99")))
                .isEqualTo(new CallFailure.Unreachable("connection refused"));
        assertThat(ConnectionFailures.ofConnecting(new UnknownHostException("secret.example")))
                .isEqualTo(new CallFailure.Unreachable("unknown host"));
        assertThat(ConnectionFailures.ofConnecting(new SSLHandshakeException("bad certificate")))
                .isEqualTo(new CallFailure.Unreachable("TLS failed"));
        assertThat(ConnectionFailures.ofConnecting(new ConnectionPoolTooBusyException("512")))
                .isEqualTo(new CallFailure.Unreachable("too many calls wait for a connection"));
        assertThat(ConnectionFailures.ofConnecting(new IllegalStateException("anything")))
                .isEqualTo(new CallFailure.Unreachable("connection failed"));
        assertThat(ConnectionFailures.ofConnecting(new ConnectTimeoutException("5000 ms")))
                .isEqualTo(new CallFailure.TooSlow(FailureClock.CONNECT));
        assertThat(ConnectionFailures.ofConnecting(new TimeoutException("5000 ms")))
                .isEqualTo(new CallFailure.TooSlow(FailureClock.CONNECT));
    }
}
