package dev.understudy.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.settings.SmtpSecurity;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a mail to the mail server, in one connection for each mail. Blocks; on any thread.
 *
 * <p>Every wait has its limit: the library's own default is to wait for ever.
 */
final class SmtpSender {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpSender.class);

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

    /** A server that looks for spam may think for a while before it answers. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private final MailRoute route;
    private final Session session;

    SmtpSender(MailRoute route) {
        this(route, CONNECT_WITHIN, ANSWER_WITHIN);
    }

    /**
     * @param answerWithin how long each single answer of the server, and each write to it, may take
     */
    SmtpSender(MailRoute route, Duration connectWithin, Duration answerWithin) {
        this.route = route;
        var properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", String.valueOf(connectWithin.toMillis()));
        properties.put("mail.smtp.timeout", String.valueOf(answerWithin.toMillis()));
        properties.put("mail.smtp.writetimeout", String.valueOf(answerWithin.toMillis()));
        properties.put("mail.smtp.auth", String.valueOf(route.login().isPresent()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        boolean upgrades = route.security() == SmtpSecurity.STARTTLS;
        properties.put("mail.smtp.starttls.enable", String.valueOf(upgrades));
        // Without this, who sits between could take the upgrade away and read the password.
        properties.put("mail.smtp.starttls.required", String.valueOf(upgrades));
        properties.put(
                "mail.smtp.ssl.enable", String.valueOf(route.security() == SmtpSecurity.TLS));
        // Who can be reached is told, although another recipient is refused.
        properties.put("mail.smtp.sendpartial", "true");
        properties.put("mail.mime.allowutf8", "true");
        this.session = Session.getInstance(properties);
    }

    /** Tries once. */
    SendOutcome send(AlertMail mail) {
        boolean taken = false;
        try (var transport = session.getTransport("smtp")) {
            var message = message(mail);
            var user = route.login().map(MailRoute.Login::user).orElse(null);
            var password = route.login().map(it -> it.password().reveal()).orElse(null);
            transport.connect(route.host(), route.port(), user, password);
            transport.sendMessage(message, message.getAllRecipients());
            taken = true;
        } catch (MessagingException failure) {
            if (takenBySome(failure)) {
                LOG.warn(
                        "The mail server {} refuses some of the recipients in AGENT_ESCALATION_EMAIL",
                        route.server());
            } else if (!taken) {
                return SmtpFailures.read(failure);
            }
        }
        return new SendOutcome.Sent();
    }

    private static boolean takenBySome(MessagingException failure) {
        return failure instanceof SendFailedException partly
                && partly.getValidSentAddresses() != null
                && partly.getValidSentAddresses().length > 0;
    }

    private MimeMessage message(AlertMail mail) throws MessagingException {
        var message = new AlertMessage(session, mail.id());
        message.setFrom(new InternetAddress(route.from()));
        for (var to : route.to()) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
        }
        message.setSubject(mail.subject(), UTF_8.name());
        message.setText(mail.body(), UTF_8.name());
        message.setSentDate(Date.from(mail.at()));
        // RFC 3834: asks vacation replies and the like not to answer.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    /** Keeps its id: the library would make another one at each try. */
    private static final class AlertMessage extends MimeMessage {
        private final String id;

        AlertMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }
    }
}
