package dev.understudy.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.understudy.alert.Alert;
import dev.understudy.alert.ToldAlert;
import dev.understudy.failure.CallFailure;
import dev.understudy.settings.Secret;
import dev.understudy.settings.SmtpSecurity;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Alerts, and ways to send them to mail servers of this machine. */
final class Mails {
    static final Service SERVICE = new Service("Understudy 0.1.0 on here", "http://here:8000");
    static final String PASSWORD = "s3cret-canary";
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private Mails() {}

    /** A mail server; port 0 = any. */
    static GreenMail serverAt(int port) {
        return MailServers.start(port, ServerSetup.PROTOCOL_SMTP);
    }

    static MailRoute route(int port, String... to) {
        return new MailRoute(
                "127.0.0.1",
                port,
                SmtpSecurity.NONE,
                Optional.empty(),
                "understudy@example.com",
                to.length == 0 ? List.of("ops@example.com") : List.of(to));
    }

    static MailRoute withLogin(MailRoute route, SmtpSecurity security) {
        return new MailRoute(
                route.host(),
                route.port(),
                security,
                Optional.of(new MailRoute.Login("ops", new Secret(PASSWORD))),
                route.from(),
                route.to());
    }

    static ToldAlert outage(String model) {
        return new ToldAlert(
                new Alert.ModelOut(
                        model,
                        new CallFailure.Unreachable("HTTP 502"),
                        Duration.ofSeconds(30),
                        "llama3.2:3b"),
                Instant.parse("2026-11-24T09:00:00Z"),
                0);
    }

    /** Waits until so many have come. */
    static List<MimeMessage> await(GreenMail server, int count) {
        if (!server.waitForIncomingEmail(PATIENCE.toMillis(), count)) {
            throw new AssertionError(
                    "%d mails expected, %d came"
                            .formatted(count, server.getReceivedMessages().length));
        }
        return List.of(server.getReceivedMessages());
    }

    static String body(MimeMessage mail) throws Exception {
        return ((String) mail.getContent()).replace("\r\n", "\n");
    }
}
