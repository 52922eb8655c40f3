package dev.understudy.mail;

import static dev.understudy.mail.Mails.await;
import static dev.understudy.mail.Mails.body;
import static dev.understudy.mail.Mails.outage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.settings.SmtpSecurity;
import dev.understudy.time.SystemTime;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MailerTest {
    private static final RetryDelays SOON =
            new RetryDelays(Duration.ofMillis(5), Duration.ofMillis(50), 100_000);

    private static Mailer mailer(MailRoute route, RetryDelays delays) {
        var sender = new SmtpSender(route, Duration.ofSeconds(5), Duration.ofMillis(300));
        return new Mailer(route, sender, delays, SystemTime.instants(), ZoneOffset.UTC);
    }

    private static ServerSocket listening() throws Exception {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @Test
    void aMailSaysWhatWhySinceWhenAndWhatToDo() throws Exception {
        var server = Mails.serverAt(0);
        var route = Mails.route(server.getSmtp().getPort(), "ops@example.com", "boss@example.com");
        try (var mailer = mailer(route, SOON)) {
            mailer.start(() -> Mails.SERVICE);
            mailer.accept(outage("gpt-oss:120b-cloud"));

            var mail = await(server, 1).getFirst();

            assertThat(mail.getSubject())
                    .isEqualTo("[Understudy] gpt-oss:120b-cloud is not answering");
            assertThat(mail.getFrom()).extracting(Object::toString).containsExactly(route.from());
            assertThat(mail.getRecipients(RecipientType.TO))
                    .extracting(Object::toString)
                    .containsExactly("ops@example.com", "boss@example.com");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(mail.getContentType()).startsWith("text/plain");
            assertThat(body(mail))
                    .isEqualToNormalizingNewlines(
                            """
                            gpt-oss:120b-cloud is not answering.

                            Since:       2026-11-24 09:00:00 +00:00
                            Why:         unreachable (HTTP 502)
                            Now:         llama3.2:3b answers instead. The model is tried again by itself, for the first time in 30 s.
                            What to do:  See whether its server runs and can be reached, and whether it is overloaded.

                            Server:      Understudy 0.1.0 on here
                            Status:      http://here:8000/api/v1/status, or: understudy status\
                            """);
        } finally {
            server.stop();
        }
    }

    @Test
    void aNameWithLineBreaksAddsNoHeader() throws Exception {
        var server = Mails.serverAt(0);
        try (var mailer = mailer(Mails.route(server.getSmtp().getPort()), SOON)) {
            mailer.start(() -> Mails.SERVICE);
            mailer.accept(outage("m\r\nBcc: all@example.com\r\n\r\nbody"));

            var mail = await(server, 1).getFirst();

            assertThat(mail.getHeader("Bcc")).isNull();
            assertThat(mail.getSubject())
                    .isEqualTo("[Understudy] m Bcc: all@example.com body is not answering");
        } finally {
            server.stop();
        }
    }

    @Test
    void aMailArrivesOnceTheMailServerIsBack() throws Exception {
        int port;
        Mailer mailer;
        try (var sick = listening()) {
            port = sick.getLocalPort();
            mailer = mailer(Mails.route(port), SOON);
            mailer.start(() -> Mails.SERVICE);
            mailer.accept(outage("one"));
            mailer.accept(outage("two"));
            for (int i = 0; i < 3; i++) {
                sick.accept().close();
            }
        }
        var server = Mails.serverAt(port);
        try (mailer) {
            assertThat(await(server, 2))
                    .extracting(MimeMessage::getSubject)
                    .containsExactly(
                            "[Understudy] one is not answering",
                            "[Understudy] two is not answering");
        } finally {
            server.stop();
        }
    }

    @Test
    void aMailServerThatSaysNothingIsLeftAndTriedAgain() throws Exception {
        int port;
        Mailer mailer;
        try (var silent = listening()) {
            port = silent.getLocalPort();
            mailer = mailer(Mails.route(port), SOON);
            mailer.start(() -> Mails.SERVICE);
            mailer.accept(outage("one"));
            try (var first = silent.accept();
                    var second = silent.accept()) {
                assertThat(first.getPort()).isNotEqualTo(second.getPort());
            }
        }
        var server = Mails.serverAt(port);
        try (mailer) {
            assertThat(await(server, 1)).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void theEndDoesNotWaitForAMailServerThatSaysNothing() throws Exception {
        try (var silent = listening()) {
            var route = Mails.route(silent.getLocalPort());
            var patient = new SmtpSender(route, Duration.ofSeconds(5), Duration.ofMinutes(10));
            var mailer = new Mailer(route, patient, SOON, SystemTime.instants(), ZoneOffset.UTC);
            mailer.start(() -> Mails.SERVICE);
            mailer.accept(outage("one"));
            try (var connection = silent.accept()) {
                mailer.close();

                assertThat(connection.getInputStream().read()).as("it has hung up").isEqualTo(-1);
            }
        }
    }

    @Test
    void whatIsQueuedIsSentBeforeTheEnd() throws Exception {
        var server = Mails.serverAt(0);
        var mailer = mailer(Mails.route(server.getSmtp().getPort()), SOON);
        for (int i = 0; i < 5; i++) {
            mailer.accept(outage("model " + i));
        }
        mailer.start(() -> Mails.SERVICE);
        mailer.close();

        assertThat(server.getReceivedMessages()).hasSize(5);
        server.stop();
    }

    @Test
    void aFullQueueLosesTheOldestAndTheNextMailSaysHowMany() throws Exception {
        var server = Mails.serverAt(0);
        try (var mailer = mailer(Mails.route(server.getSmtp().getPort()), SOON)) {
            for (int i = 0; i < Mailer.QUEUED + 30; i++) {
                mailer.accept(outage("model " + i));
            }
            mailer.start(() -> Mails.SERVICE);

            var mails = await(server, Mailer.QUEUED);

            assertThat(mails).hasSize(Mailer.QUEUED);
            assertThat(mails.getFirst().getSubject()).contains("model 30 is");
            assertThat(body(mails.getFirst())).contains("alerts that could not be mailed: 30");
            assertThat(body(mails.get(1))).doesNotContain("could not be mailed");
        } finally {
            server.stop();
        }
    }

    @Test
    void aMailIsGivenUpAfterItsTriesAndTheNextOneSaysSo() throws Exception {
        int port;
        Mailer mailer;
        try (var sick = listening()) {
            port = sick.getLocalPort();
            var thrice = new RetryDelays(Duration.ofMillis(1), Duration.ofMillis(1), 3);
            mailer = mailer(Mails.route(port), thrice);
            mailer.start(() -> Mails.SERVICE);
            mailer.accept(outage("one"));
            for (int i = 0; i < 3; i++) {
                sick.accept().close();
            }
        }
        var server = Mails.serverAt(port);
        try (mailer) {
            mailer.accept(outage("two"));

            var mail = await(server, 1).getFirst();

            assertThat(mail.getSubject()).contains("two");
            assertThat(body(mail)).contains("alerts that could not be mailed: 1");
        } finally {
            server.stop();
        }
    }

    @Test
    void aWrongPasswordIsLoggedOnceAndWithoutIt() throws Exception {
        var server = Mails.serverAt(0);
        server.setUser("ops", "ops", "another password");
        var route = Mails.withLogin(Mails.route(server.getSmtp().getPort()), SmtpSecurity.NONE);
        try (var log = new Heard("dev.understudy.mail")) {
            var mailer = mailer(route, SOON);
            for (int i = 0; i < 5; i++) {
                mailer.accept(outage("model " + i));
            }
            mailer.start(() -> Mails.SERVICE);
            mailer.close();

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("refuses the login", "SMTP_PASSWORD")
                    .doesNotContain(Mails.PASSWORD);
            assertThat(route.toString()).doesNotContain(Mails.PASSWORD);
        } finally {
            server.stop();
        }
    }

    @Test
    void theRightPasswordIsTaken() throws Exception {
        var server = Mails.serverAt(0);
        server.setUser("ops", "ops", Mails.PASSWORD);
        var route = Mails.withLogin(Mails.route(server.getSmtp().getPort()), SmtpSecurity.NONE);
        try (var mailer = mailer(route, SOON)) {
            mailer.start(() -> Mails.SERVICE);
            mailer.accept(outage("one"));

            assertThat(await(server, 1)).hasSize(1);
        } finally {
            server.stop();
        }
    }

    /** What is logged meanwhile. */
    private static final class Heard extends Handler implements AutoCloseable {
        private final Logger logger;
        private final List<String> lines = new ArrayList<>();

        Heard(String name) {
            logger = Logger.getLogger(name);
            logger.addHandler(this);
        }

        synchronized List<String> lines() {
            return List.copyOf(lines);
        }

        @Override
        public synchronized void publish(LogRecord record) {
            lines.add(new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }
}
