package dev.understudy.settings;

import static dev.understudy.settings.Group.ALERTS;

import java.util.List;
import java.util.Optional;

/** Who is told by mail that something is wrong, and by which mail server. */
public final class AlertSettings {
    private static final String PART = "[^\\s@<>()\\[\\],;:\"\\\\\\p{IsControl}]";

    /** A bare address: nothing in it can end a header or begin another address. */
    private static final String ADDRESS = PART + "{1,64}@" + PART + "{1,255}";

    public static final Setting<Optional<List<String>>> AGENT_ESCALATION_EMAIL =
            Setting.of(
                            "AGENT_ESCALATION_EMAIL",
                            ALERTS,
                            ValueType.listOf("mail addresses, separated by commas", address())
                                    .optional(),
                            "",
                            "Who gets a mail when a model, the ledger or the service fails or the"
                                    + " quota is spent, and when that is over; the original"
                                    + " required it.")
                    .whenUnset("no mail is sent");

    public static final Setting<Optional<String>> SMTP_HOST =
            Setting.of(
                            "SMTP_HOST",
                            ALERTS,
                            ValueType.text("a host name or an IP address", "[A-Za-z0-9._:-]{1,255}")
                                    .optional(),
                            "",
                            "The mail server that takes these mails.")
                    .whenUnset("no mail is sent");

    public static final Setting<SmtpSecurity> SMTP_SECURITY =
            Setting.of(
                    "SMTP_SECURITY",
                    ALERTS,
                    ValueType.oneOf(SmtpSecurity.class),
                    "starttls",
                    "How the connection to it is protected; what most servers ask for. none sends"
                            + " the password in the clear.");

    public static final Setting<Optional<Integer>> SMTP_PORT =
            Setting.of(
                            "SMTP_PORT",
                            ALERTS,
                            ValueType.wholeNumber(1, 65_535).optional(),
                            "",
                            "The port of the mail server.")
                    .whenUnset("587 for starttls, 465 for tls, 25 for none");

    public static final Setting<Optional<String>> SMTP_USER =
            Setting.of(
                            "SMTP_USER",
                            ALERTS,
                            ValueType.text().optional(),
                            "",
                            "The login at the mail server.")
                    .whenUnset("no login");

    public static final Setting<Optional<Secret>> SMTP_PASSWORD =
            Setting.of(
                            "SMTP_PASSWORD",
                            ALERTS,
                            ValueType.hidden().optional(),
                            "",
                            "The login's password.")
                    .whenUnset("no login");

    public static final Setting<Optional<String>> SMTP_FROM =
            Setting.of(
                            "SMTP_FROM",
                            ALERTS,
                            address().optional(),
                            "",
                            "Whom the mails are from; many servers take the login's own address"
                                    + " only.")
                    .whenUnset("an address in SMTP_USER, else the recipient");

    static final List<Setting<?>> ALL =
            List.of(
                    AGENT_ESCALATION_EMAIL,
                    SMTP_HOST,
                    SMTP_SECURITY,
                    SMTP_PORT,
                    SMTP_USER,
                    SMTP_PASSWORD,
                    SMTP_FROM);

    private AlertSettings() {}

    /** Whether a text is a bare address. */
    public static boolean isAddress(String text) {
        return text.matches(ADDRESS);
    }

    private static ValueType<String> address() {
        return ValueType.text("a mail address", ADDRESS);
    }
}
