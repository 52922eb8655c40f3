package dev.understudy.settings;

import static dev.understudy.settings.Group.IDENTITY;

import java.util.List;
import java.util.Optional;

/** Who may ask: keys, tokens and the directory that users log in with. */
public final class IdentitySettings {
    private static final String OFF = "LDAP is off";

    public static final Setting<Optional<Secret>> OPENWEBUI_API_KEY =
            Setting.of(
                            "OPENWEBUI_API_KEY",
                            IDENTITY,
                            ValueType.hidden().optional(),
                            "",
                            "The key that Open WebUI presents; once it is set every request needs a"
                                    + " key. Empty in the original, for trying out.")
                    .whenUnset("no key is asked for on this machine's own address");

    public static final Setting<Optional<Secret>> SECRET_KEY =
            Setting.of(
                            "SECRET_KEY",
                            IDENTITY,
                            ValueType.hidden().optional(),
                            "",
                            "What the tokens of logged-in users are signed with; the original required"
                                    + " one.")
                    .whenUnset("no tokens are given")
                    .notUsedYet();

    public static final Setting<Integer> JWT_EXPIRATION_HOURS =
            Setting.of(
                            "JWT_EXPIRATION_HOURS",
                            IDENTITY,
                            ValueType.wholeNumber(1, 8760),
                            "24",
                            "How long such a token is valid, the original's: log in once a day.")
                    .notUsedYet();

    public static final Setting<Optional<String>> LDAP_SERVER =
            text("LDAP_SERVER", "The host of the directory; the original required one.");

    public static final Setting<Integer> LDAP_PORT =
            Setting.of(
                            "LDAP_PORT",
                            IDENTITY,
                            ValueType.wholeNumber(1, 65535),
                            "389",
                            "Its port: LDAP's own.")
                    .notUsedYet();

    public static final Setting<Optional<String>> LDAP_DOMAIN =
            text("LDAP_DOMAIN", "The domain of the users.");

    public static final Setting<Optional<String>> LDAP_BASE_DN =
            text("LDAP_BASE_DN", "Where the search for users begins.");

    public static final Setting<Optional<String>> LDAP_USER_DN_PATTERN =
            text("LDAP_USER_DN_PATTERN", "How a user's name becomes the name to bind with.");

    public static final Setting<Optional<String>> LDAP_SERVICE_ACCOUNT_USER =
            text("LDAP_SERVICE_ACCOUNT_USER", "The account that searches the directory.");

    public static final Setting<Optional<Secret>> LDAP_SERVICE_ACCOUNT_PASSWORD =
            Setting.of(
                            "LDAP_SERVICE_ACCOUNT_PASSWORD",
                            IDENTITY,
                            ValueType.hidden().optional(),
                            "",
                            "That account's password.")
                    .whenUnset(OFF)
                    .notUsedYet();

    public static final Setting<Boolean> LDAP_USE_SSL =
            Setting.of(
                            "LDAP_USE_SSL",
                            IDENTITY,
                            ValueType.onOff(),
                            "false",
                            "Whether the directory is spoken to over TLS, the original's.")
                    .notUsedYet();

    static final List<Setting<?>> ALL =
            List.of(
                    OPENWEBUI_API_KEY,
                    SECRET_KEY,
                    JWT_EXPIRATION_HOURS,
                    LDAP_SERVER,
                    LDAP_PORT,
                    LDAP_DOMAIN,
                    LDAP_BASE_DN,
                    LDAP_USER_DN_PATTERN,
                    LDAP_SERVICE_ACCOUNT_USER,
                    LDAP_SERVICE_ACCOUNT_PASSWORD,
                    LDAP_USE_SSL);

    private IdentitySettings() {}

    private static Setting<Optional<String>> text(String key, String description) {
        return Setting.of(key, IDENTITY, ValueType.text().optional(), "", description)
                .whenUnset(OFF)
                .notUsedYet();
    }
}
