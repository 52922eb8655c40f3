package dev.understudy.cli.drill.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RawReplyTest {
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static RawReply reply(String bytes) {
        return RawReply.of(bytes.getBytes(UTF_8), true, Duration.ZERO);
    }

    @Test
    void chunksArePutTogether() {
        var reply = reply(CHUNKED + "3\r\nda:\r\n6\r\nä →\r\n0\r\n\r\n");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.streamed()).isTrue();
        assertThat(reply.body()).isEqualTo("da:ä →");
        assertThat(reply.whole()).isTrue();
    }

    @Test
    void aBodyThatIsCutOffIsNotWhole() {
        assertThat(reply(CHUNKED + "3\r\nabc\r\n").whole()).isFalse();
        assertThat(reply(CHUNKED + "3\r\nab").body()).isEqualTo("ab");
        assertThat(reply("HTTP/1.1 502 Bad\r\nContent-Length: 5\r\n\r\nabc").whole()).isFalse();
        assertThat(reply("HTTP/1.1 502 Bad\r\nContent-Length: 3\r\n\r\nabc").whole()).isTrue();
    }

    @Test
    void aHeadThatIsCutOffIsNoReply() {
        assertThat(reply("HTTP/1.1 200 OK\r\nContent").status()).isZero();
    }
}
