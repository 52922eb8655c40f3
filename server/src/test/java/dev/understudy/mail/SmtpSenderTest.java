package dev.understudy.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.ServerSetup;
import dev.understudy.settings.SmtpSecurity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SmtpSenderTest {
    private static final AlertMail MAIL =
            new AlertMail(
                    "alert.1@example.com", Instant.EPOCH, "Subject", "Body\n.\nthe line above\n");

    private static SendOutcome send(MailRoute route) {
        return new SmtpSender(route, Duration.ofSeconds(5), Duration.ofSeconds(2)).send(MAIL);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    HELLO | 554 canary go away     | SMTP_PORT       | false
                    MAIL  | 550 canary not you     | SMTP_FROM       | true
                    MAIL  | 451 canary later       | the mail (SMTP 451) | false
                    RCPT  | 550 canary nobody      | AGENT_ESCALATION_EMAIL) (SMTP 550) | true
                    RCPT  | 450 canary greylisted  | AGENT_ESCALATION_EMAIL) (SMTP 450) | false
                    DATA  | 554 canary no mail now | the mail (SMTP 554) | true
                    .     | 552 canary too large   | the mail (SMTP 552) | true
                    .     | 452 canary disk full   | the mail (SMTP 452) | false
                    """)
    void aRefusalIsNamedByItsStatusAndNotByTheServersText(
            String verb, String reply, String reason, boolean forGood) throws Exception {
        var script =
                verb.equals(".") ? Map.of(verb, reply, "DATA", "354 go on") : Map.of(verb, reply);
        try (var server = new ScriptedSmtp(script)) {
            var failed = (SendOutcome.Failed) send(Mails.route(server.port()));

            assertThat(failed.reason()).doesNotContain("canary").contains(reason);
            assertThat(failed.forGood()).isEqualTo(forGood);
        }
    }

    @Test
    void aServerThatHangsUpAfterItTookTheMailHasTakenIt() throws Exception {
        try (var server =
                new ScriptedSmtp(Map.of("DATA", "354 go on", "QUIT", "421 canary gone"))) {
            assertThat(send(Mails.route(server.port()))).isEqualTo(new SendOutcome.Sent());
            assertThat(server.heard())
                    .contains("Message-ID: <alert.1@example.com>", "..", "the line above");
        }
    }

    @Test
    void withoutStarttlsThePasswordIsNotSent() throws Exception {
        try (var server = new ScriptedSmtp(Map.of("EHLO", "250-here\r\n250 AUTH PLAIN LOGIN"))) {
            var route = Mails.withLogin(Mails.route(server.port()), SmtpSecurity.STARTTLS);

            var failed = (SendOutcome.Failed) send(route);

            assertThat(failed.reason()).contains("SMTP_SECURITY");
            assertThat(server.heard()).noneMatch(line -> line.startsWith("AUTH"));
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() {
        var server = MailServers.start(0, ServerSetup.PROTOCOL_SMTPS);
        try {
            var route = Mails.withLogin(Mails.route(server.getSmtps().getPort()), SmtpSecurity.TLS);

            var failed = (SendOutcome.Failed) send(route);

            assertThat(failed.reason()).contains("certificate");
            assertThat(failed.forGood()).isFalse();
        } finally {
            server.stop();
        }
    }

    @Test
    void anAddressThatIsNoneIsTheConfigurationsFault() {
        var failed = (SendOutcome.Failed) send(Mails.route(1, "ops..@example..com"));

        assertThat(failed.reason()).contains("AGENT_ESCALATION_EMAIL");
        assertThat(failed.forGood()).isTrue();
    }

    @Test
    void nobodyListening() {
        assertThat(send(Mails.route(1)))
                .isEqualTo(new SendOutcome.Failed("cannot be used: no connection", false));
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 10", "3, 20", "6, 160", "7, 300", "49, 300", "50, 0"})
    void theDelaysDoubleUpToABoundAndEnd(int failures, long seconds) {
        var expected =
                seconds == 0
                        ? Optional.<Duration>empty()
                        : Optional.of(Duration.ofSeconds(seconds));

        assertThat(RetryDelays.DEFAULT.after(failures)).isEqualTo(expected);
    }
}
