package dev.understudy.settings;

import java.util.Locale;

/** How the connection to the mail server is protected. */
public enum SmtpSecurity {
    /** Not at all: for a relay on the same machine or network. */
    NONE(25),
    /** It begins in the clear and must change to TLS before anything else is said. */
    STARTTLS(587),
    /** TLS from the first byte. */
    TLS(465);

    private final int port;

    SmtpSecurity(int port) {
        this.port = port;
    }

    /** The port that servers use for it. */
    public int port() {
        return port;
    }

    /** As written in a configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
