package dev.understudy.web;

import static dev.understudy.web.RunningApi.ANSWERED;
import static dev.understudy.web.RunningApi.STREAMED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.auth.apikey.ApiKeys;
import dev.understudy.time.ManualTime;
import dev.understudy.web.http.ConnectionLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that hold connections and say nothing, or too slowly. Real sockets, a clock by hand. */
@Timeout(120)
class ConnectionBoundsTest {
    private static final String HALF_A_HEAD = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: ";
    private static final String HEALTHZ = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String ALIVE = "{\"status\":\"alive\"}";
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final ManualTime time = new ManualTime(RunningApi.NOW);

    private RunningApi api(ConnectionLimits limits) throws Exception {
        return new RunningApi(ApiSettings.DEFAULT.withConnections(limits), ApiKeys.none(), time);
    }

    /** Those before it have been heard by the one event loop when it has begun. */
    private static ScriptedQueries.Play begun(RunningApi api, RawClient client) throws Exception {
        client.post(STREAMED, "");
        return api.queries.next();
    }

    @Test
    void halfAHeadIsWaitedForSomeSecondsAndAnAnswerAsLongAsItTakes() throws Exception {
        var limits = ConnectionLimits.DEFAULT;
        try (var api = api(limits);
                var silent = new RawClient(api.port());
                var slow = new RawClient(api.port());
                var asking = new RawClient(api.port())) {
            slow.write(HALF_A_HEAD);
            var play = begun(api, asking);
            play.text("Hel");
            asking.readUntil("Hel");

            time.advance(limits.firstRequest().plus(A_MOMENT));
            assertThat(slow.readToEnd()).isEmpty();
            assertThat(silent.readToEnd()).isEmpty();
            time.advance(Duration.ofHours(1));
            play.text("lo").end(ANSWERED);

            assertThat(asking.readToEnd()).contains("[DONE]");
        }
    }

    @Test
    void aConnectionThatIsKeptMayWaitForItsNextRequestButNotForEver() throws Exception {
        var limits = ConnectionLimits.DEFAULT;
        try (var api = api(limits);
                var kept = new RawClient(api.port());
                var first = new RawClient(api.port());
                var second = new RawClient(api.port())) {
            kept.write(HEALTHZ).readUntil(ALIVE);
            first.write(HALF_A_HEAD);
            begun(api, second);
            time.advance(limits.firstRequest().plus(A_MOMENT));
            assertThat(first.readToEnd()).isEmpty();

            kept.write(HEALTHZ).readUntil(ALIVE);
            kept.write(HALF_A_HEAD);
            try (var third = new RawClient(api.port())) {
                begun(api, third);
                time.advance(limits.nextRequest().plus(A_MOMENT));
                assertThat(kept.readToEnd()).isEmpty();
            }
        }
    }

    @Test
    void whoOnlyHoldsConnectionsKeepsNobodyOut() throws Exception {
        try (var api = api(ConnectionLimits.DEFAULT.withMost(5, 0));
                var asking = new RawClient(api.port())) {
            var play = begun(api, asking);
            var crowd = new ArrayList<RawClient>();
            crowd.add(new RawClient(api.port()));
            for (int i = 0; i < 20; i++) {
                crowd.add(new RawClient(api.port()).write(HALF_A_HEAD));
            }
            try (var late = new RawClient(api.port())) {
                late.write(HEALTHZ).readUntil(ALIVE);
            }
            assertThat(crowd.getFirst().readToEnd()).isEmpty();
            play.text("Hello").end(ANSWERED);

            assertThat(asking.readToEnd()).contains("[DONE]");
            for (var one : crowd) {
                one.close();
            }
        }
    }

    @Test
    void oneAddressHoldsNoMoreThanItMay() throws Exception {
        try (var api = api(ConnectionLimits.DEFAULT.withMost(9, 1));
                var first = new RawClient(api.port())) {
            first.write(HEALTHZ).readUntil(ALIVE);
            try (var second = new RawClient(api.port())) {
                assertThat(second.readToEnd()).isEmpty();
            }
            first.write(HEALTHZ).readUntil(ALIVE);
        }
    }

    @Test
    void aBodyThatNobodyReadsEndsTheConnectionSoonAfterTheReply() throws Exception {
        try (var api = api(ConnectionLimits.DEFAULT)) {
            var clients = new ArrayList<RawClient>();
            for (var request :
                    List.of("GET /healthz", "OPTIONS /healthz", "GET /api/v1/status", "POST /no")) {
                for (var body :
                        List.of(
                                "Content-Length: 1000000\r\n\r\na",
                                "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n")) {
                    clients.add(
                            new RawClient(api.port())
                                    .write(
                                            "%s HTTP/1.1\r\nHost: localhost\r\n%s"
                                                    .formatted(request, body)));
                }
            }
            for (var client : clients) {
                assertThat(client.readToEnd())
                        .startsWith("HTTP/1.1 ")
                        .containsIgnoringCase("\r\nConnection: close\r\n");
                client.close();
            }
        }
    }
}
