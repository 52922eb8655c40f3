package dev.understudy.mail;

import dev.understudy.settings.Secret;
import dev.understudy.settings.SmtpSecurity;
import java.util.List;
import java.util.Optional;

/**
 * How a mail gets to the operator.
 *
 * @param host the mail server
 * @param login what it is told before it takes mails; empty where it asks for nothing
 * @param from a bare address
 * @param to bare addresses, at least one
 */
public record MailRoute(
        String host,
        int port,
        SmtpSecurity security,
        Optional<Login> login,
        String from,
        List<String> to) {

    /** A name and a password, which prints as {@code ***}. */
    public record Login(String user, Secret password) {}

    public MailRoute {
        to = List.copyOf(to);
        if (to.isEmpty()) {
            throw new IllegalArgumentException("a mail needs somebody who gets it");
        }
    }

    /** The mail server, for people. */
    String server() {
        return host + ":" + port;
    }

    /** A mail's id: {@code unique} at the sender's domain. */
    String messageId(String unique) {
        return unique + from.substring(from.lastIndexOf('@'));
    }
}
