package dev.understudy.server;

import static dev.understudy.server.RunningServer.FALLBACK;
import static dev.understudy.server.RunningServer.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.server.RandomTraffic.Leaving;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random requests over real sockets, several clients at once: 2,000 of them, or as many as {@code
 * -Dmutations=N} says. Each depends on the seed and its number alone.
 */
@Timeout(900)
class MutatedTrafficTest {
    private static final int CLIENTS = 4;
    private static final String EVENTS = "Content-Type: text/event-stream";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})[ \r]");
    private static final Pattern INTERNALS =
            Pattern.compile("\tat |Exception|dev\\.understudy|java\\.lang|io\\.(vertx|netty)");

    @TempDir Path home;

    /** What was heard on one connection; {@code broken} = the connection ended before its time. */
    private record Heard(long seed, RandomTraffic traffic, String text, boolean broken) {
        List<Integer> statuses() {
            return STATUS.matcher(text)
                    .results()
                    .map(found -> Integer.parseInt(found.group(1)))
                    .filter(status -> status >= 200)
                    .toList();
        }

        String shown() {
            var sent = traffic.bytes().toString(StandardCharsets.ISO_8859_1);
            return "-Dseed=%d: %s%n--->%n%s"
                    .formatted(seed, sent.substring(0, Math.min(sent.length(), 3_000)), text);
        }
    }

    private static Heard speak(int port, long seed) throws IOException {
        var traffic = RandomTraffic.of(seed);
        var heard = new ByteArrayOutputStream();
        boolean broken = false;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(traffic.bytes().getBytes());
            if (traffic.leaving() == Leaving.RESETS) {
                socket.setSoLinger(true, 0);
            } else {
                if (traffic.leaving() == Leaving.ENDS_AND_READS) {
                    socket.shutdownOutput();
                }
                socket.getInputStream().transferTo(heard);
            }
        } catch (SocketException _) {
            // The server may close before all was written, and the system then resets.
            broken = true;
        }
        return new Heard(seed, traffic, heard.toString(StandardCharsets.UTF_8), broken);
    }

    private static void isCivil(Heard heard) {
        assertThat(heard.text()).as(heard::shown).doesNotContainPattern(INTERNALS);
        assertThat(heard.statuses()).as(heard::shown).doesNotContain(500);
        int questions = heard.traffic().questions();
        if (questions == 0 || heard.broken()) {
            return;
        }
        assertThat(heard.statuses().size()).as(heard::shown).isBetween(1, questions);
        var sent = heard.traffic().bytes().toString(StandardCharsets.ISO_8859_1);
        if (questions == 1 && heard.statuses().getFirst() >= 400 && !sent.startsWith("HEAD")) {
            assertThat(heard.text())
                    .as(heard::shown)
                    .containsPattern("\"error\":\\{\"(message|code)\":");
        }
        if (questions == 1 && sent.contains("POST /v1/chat") && heard.text().contains(EVENTS)) {
            assertThat(heard.text()).as(heard::shown).contains("data: [DONE]");
        }
    }

    /** Everything that is logged as more than information, while it is open. */
    private static final class Log extends Handler implements AutoCloseable {
        private static final Logger ROOT = Logger.getLogger("");
        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

        static Log open() {
            var log = new Log();
            ROOT.addHandler(log);
            return log;
        }

        @Override
        public void publish(LogRecord line) {
            if (line.getThrown() != null || line.getLevel().intValue() > Level.WARNING.intValue()) {
                lines.add(line.getLoggerName() + ": " + line.getMessage() + " " + line.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            ROOT.removeHandler(this);
        }
    }

    @Test
    void nothingThatAClientSendsIsA500OrStopsTheServer() throws Exception {
        long seed = Long.getLong("seed", 20261126L);
        int mutations = Integer.getInteger("mutations", 2_000);
        System.out.printf("MutatedTrafficTest seed=%d mutations=%d%n", seed, mutations);
        try (var upstream = Simulator.start();
                var log = Log.open()) {
            upstream.model(PRIMARY, Behaviour.echo()).model(FALLBACK, Behaviour.echo());
            try (var server =
                    RunningServer.start(
                            home,
                            upstream,
                            "MAX_BODY_BYTES",
                            Integer.toString(RandomTraffic.MAX_BODY),
                            "API_QUOTA_DAILY_LIMIT",
                            "1000000")) {
                var heard = speakAll(server, seed, mutations);

                heard.forEach(MutatedTrafficTest::isCivil);
                assertThat(count(heard, it -> it.statuses().contains(200)))
                        .as("answered")
                        .isGreaterThan(mutations / 10);
                assertThat(count(heard, it -> it.statuses().contains(400)))
                        .as("refused")
                        .isGreaterThan(mutations / 20);
                assertThat(count(heard, it -> it.broken() && it.traffic().questions() == 1))
                        .as("without an answer that was heard")
                        .isLessThan(mutations / 20);
                server.awaitIdle();
                server.operate("/api/v1/models/%s/reset".formatted(PRIMARY.replace(":", "%3A")));
                assertThat(RunningServer.content(server.ask("Still there?")))
                        .contains("Still there?");
                assertThat(log.lines).isEmpty();
            }
        }
    }

    private static long count(List<Heard> heard, Predicate<Heard> which) {
        return heard.stream().filter(which).count();
    }

    private static List<Heard> speakAll(RunningServer server, long seed, int count)
            throws Exception {
        int port = URI.create(server.url()).getPort();
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var answers = new ArrayList<Callable<Heard>>();
            for (int i = 0; i < count; i++) {
                long own = seed * 1_000_003 + i;
                answers.add(() -> speak(port, own));
            }
            var heard = new ArrayList<Heard>();
            for (Future<Heard> answer : clients.invokeAll(answers)) {
                heard.add(answer.get());
            }
            return heard;
        }
    }
}
