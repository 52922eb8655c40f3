package dev.understudy.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;

/** Real mail servers on sockets of this machine. */
public final class MailServers {
    /** GreenMail's own 2 s are too few for a busy machine. */
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

    private MailServers() {}

    /** One that takes every mail, on any port. */
    public static GreenMail start() {
        return start(0, ServerSetup.PROTOCOL_SMTP);
    }

    static GreenMail start(int port, String protocol) {
        var setup = new ServerSetup(port, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(STARTS_WITHIN.toMillis());
        var server = new GreenMail(setup);
        server.start();
        return server;
    }
}
