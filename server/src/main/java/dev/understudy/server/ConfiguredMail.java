package dev.understudy.server;

import dev.understudy.mail.MailRoute;
import dev.understudy.mail.Mailer;
import dev.understudy.mail.RetryDelays;
import dev.understudy.mail.Service;
import dev.understudy.settings.AlertSettings;
import dev.understudy.settings.ServerSettings;
import dev.understudy.settings.Settings;
import dev.understudy.settings.SmtpSecurity;
import dev.understudy.time.SystemTime;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings of mails to the operator, as the mailer wants them. */
public final class ConfiguredMail {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredMail.class);

    private ConfiguredMail() {}

    /**
     * How mails go; empty where none are sent. The log warns of half a configuration: the
     * original's had recipients only, and must not stop the start.
     *
     * @throws ConfigException where the login has one half only
     */
    public static Optional<MailRoute> of(Settings settings) {
        var to = settings.get(AlertSettings.AGENT_ESCALATION_EMAIL);
        var host = settings.get(AlertSettings.SMTP_HOST);
        if (to.isEmpty() || host.isEmpty()) {
            if (to.isPresent()) {
                LOG.warn(
                        "AGENT_ESCALATION_EMAIL is set and SMTP_HOST is not, so no alert is mailed");
            }
            return Optional.empty();
        }
        var security = settings.get(AlertSettings.SMTP_SECURITY);
        var login = login(settings);
        if (login.isPresent() && security == SmtpSecurity.NONE) {
            LOG.warn("SMTP_SECURITY is none, so the mail server's password is sent in the clear");
        }
        var from =
                settings.get(AlertSettings.SMTP_FROM)
                        .or(() -> login.map(MailRoute.Login::user).filter(ConfiguredMail::address))
                        .orElse(to.get().getFirst());
        return Optional.of(
                new MailRoute(
                        host.get(),
                        settings.get(AlertSettings.SMTP_PORT).orElse(security.port()),
                        security,
                        login,
                        from,
                        to.get()));
    }

    private static Optional<MailRoute.Login> login(Settings settings) {
        var user = settings.get(AlertSettings.SMTP_USER);
        var password = settings.get(AlertSettings.SMTP_PASSWORD);
        if (user.isPresent() != password.isPresent()) {
            throw new ConfigException(
                    "SMTP_USER and SMTP_PASSWORD go together: set both, or none where the mail server asks for no login");
        }
        return user.map(name -> new MailRoute.Login(name, password.orElseThrow()));
    }

    private static boolean address(String user) {
        return AlertSettings.isAddress(user);
    }

    /**
     * Who sends the mails. Asks for the machine's name, so it may block.
     *
     * @param port where the server listens
     */
    public static Service service(Settings settings, int port) {
        var machine = machine();
        var host = settings.get(ServerSettings.MCP_SERVER_HOST);
        var reachable = host.equals("0.0.0.0") || host.equals("::") ? machine : host;
        return new Service(
                "Understudy %s on %s".formatted(Version.number(), machine),
                (settings.get(ServerSettings.TLS_CERT_FILE).isPresent() ? "https://" : "http://")
                        + (reachable.contains(":") ? "[" + reachable + "]" : reachable)
                        + ":"
                        + port);
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "a machine without a name";
        }
    }

    /** Who sends the mails, where they are configured; to be started. */
    static Optional<Mailer> mailer(ServerConfig config) {
        return of(config.settings())
                .map(route ->
                        new Mailer(
                                route,
                                RetryDelays.DEFAULT,
                                SystemTime.instants(),
                                config.quota().calendar().zone()));
    }
}
