package dev.understudy.web;

import static dev.understudy.web.RunningApi.ANSWERED;
import static dev.understudy.web.RunningApi.QUESTION;
import static dev.understudy.web.RunningApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.auth.apikey.ApiKeys;
import dev.understudy.time.SystemTime;
import dev.understudy.web.http.BodyRoom;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies of all connections together take no more memory than they may. */
@Timeout(120)
class BodyMemoryTest {
    private static final int KIB = 1_024;
    private static final String LARGE = QUESTION.replace("Hello", "x".repeat(300 * KIB));

    private RunningApi api;

    @BeforeEach
    void start() throws Exception {
        api =
                new RunningApi(
                        ApiSettings.DEFAULT,
                        ApiKeys.none(),
                        Optional.empty(),
                        SystemTime.ticker(),
                        new BodyRoom(600 * KIB));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void awaitTaken(long from, long to) throws Exception {
        for (int i = 0; i < 50_000; i++) {
            long taken = api.bodies.taken();
            if (taken >= from && taken <= to) {
                return;
            }
            api.get("/healthz");
        }
        throw new AssertionError("taken: " + api.bodies.taken());
    }

    @Test
    void whileUnfinishedBodiesTakeTheRoomLargeOnesAreToldToComeAgainAndSmallOnesGetThrough()
            throws Exception {
        api.queries.script(play -> play.text("Hi").end(ANSWERED));
        try (var waiting = new RawClient(api.port())) {
            waiting.write(
                    "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(LARGE.length() + 1, LARGE));
            awaitTaken(300 * KIB, 400 * KIB);

            var large = api.ask(LARGE);
            assertThat(large.statusCode()).isEqualTo(503);
            assertThat(large.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(json(large).at("/error/code").asString()).isEqualTo("too_busy");
            assertThat(api.ask(QUESTION).statusCode()).isEqualTo(200);
        }
        awaitTaken(0, 0);

        assertThat(api.ask(LARGE).statusCode()).isEqualTo(200);
        awaitTaken(0, 0);
    }

    @Test
    void aBodyHoldsItsRoomUntilItsReplyHasEnded() throws Exception {
        try (var asking = new RawClient(api.port());
                var leaving = new RawClient(api.port())) {
            asking.post(LARGE, "");
            var play = api.queries.next();
            assertThat(api.bodies.taken()).isEqualTo(LARGE.length());

            play.text("Hi").end(ANSWERED);
            asking.readUntil("Hi");
            awaitTaken(0, 0);

            leaving.post(LARGE, "");
            api.queries.next();
            assertThat(api.bodies.taken()).isEqualTo(LARGE.length());
        }
        awaitTaken(0, 0);
    }

    @Test
    void aBodyThatIsRefusedGivesItsRoomBackAtOnce() throws Exception {
        try (var sending = new RawClient(api.port())) {
            sending.write(
                    "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 10; i++) {
                sending.write("10000\r\n" + "x".repeat(0x10000) + "\r\n");
            }
            assertThat(sending.readUntil("too_busy")).startsWith("HTTP/1.1 503");
            assertThat(api.bodies.taken()).isZero();
        }
    }
}
