package dev.understudy.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the mail library throws: the class of the failure and the server's status, never its
 * text, which may repeat what it was sent.
 */
final class SmtpFailures {
    /** More than the library nests; a chain of exceptions may be a circle. */
    private static final int DEEPEST = 16;

    private SmtpFailures() {}

    static SendOutcome.Failed read(MessagingException failure) {
        Throwable cause = failure;
        for (int i = 0; i < DEEPEST && cause != null; i++) {
            var known = known(cause);
            if (known != null) {
                return known;
            }
            cause = next(cause);
        }
        return new SendOutcome.Failed(
                "does not speak as expected; check SMTP_PORT and SMTP_SECURITY", false);
    }

    private static @Nullable Throwable next(Throwable failure) {
        return failure instanceof MessagingException chained && chained.getNextException() != null
                ? chained.getNextException()
                : failure.getCause();
    }

    private static SendOutcome.@Nullable Failed known(Throwable failure) {
        return switch (failure) {
            case AuthenticationFailedException _ ->
                    new SendOutcome.Failed(
                            "refuses the login; check SMTP_USER and SMTP_PASSWORD", true);
            case AddressException _ ->
                    new SendOutcome.Failed(
                            "was not asked: an address is wrong; check AGENT_ESCALATION_EMAIL and SMTP_FROM",
                            true);
            case SMTPSenderFailedException sender ->
                    refused("the sender (SMTP_FROM)", sender.getReturnCode());
            case SMTPAddressFailedException address ->
                    refused("the recipients (AGENT_ESCALATION_EMAIL)", address.getReturnCode());
            // Addresses that were refused are behind it, and say more.
            case SMTPSendFailedException send when send.getNextException() == null ->
                    refused("the mail", send.getReturnCode());
            case UnknownHostException _ -> away("there is no such host; check SMTP_HOST");
            case ConnectException _ -> away("no connection");
            case SocketTimeoutException _ -> away("no answer in time");
            case SSLException _ -> away("no TLS; check SMTP_SECURITY and the server's certificate");
            case SocketException _ -> away("connection lost");
            default -> null;
        };
    }

    private static SendOutcome.Failed refused(String what, int status) {
        return new SendOutcome.Failed(
                "refuses " + what + " (SMTP " + status + ")", status >= 500 && status < 600);
    }

    private static SendOutcome.Failed away(String why) {
        return new SendOutcome.Failed("cannot be used: " + why, false);
    }
}
