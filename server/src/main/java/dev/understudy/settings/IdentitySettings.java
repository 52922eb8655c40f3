package dev.understudy.settings;

import static dev.understudy.settings.Group.IDENTITY;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who may ask: keys, tokens and the directory that users log in with. */
public final class IdentitySettings {
    public static final Setting<Optional<Secret>> OPENWEBUI_API_KEY =
            Setting.of(
                            "OPENWEBUI_API_KEY",
                            IDENTITY,
                            ValueType.hidden().optional(),
                            "",
                            "The key that Open WebUI presents; once it is set every request needs a"
                                    + " key. Empty in the original, for trying out.")
                    .whenUnset("no key is asked for on this machine's own address");

    public static final Setting<Path> KEYS_FILE =
            Setting.of(
                    "KEYS_FILE",
                    IDENTITY,
                    ValueType.path(),
                    "keys.json",
                    "Where the API keys are kept, and revoked-tokens.json beside it; a file in a"
                            + " shared folder serves replicas on several machines.");

    public static final Setting<Optional<Secret>> SECRET_KEY =
            Setting.of(
                            "SECRET_KEY",
                            IDENTITY,
                            ValueType.hidden().described("at least 32 characters").optional(),
                            "",
                            "What the tokens of logged-in users are signed with; servers that take"
                                    + " each other's tokens need the same.")
                    .whenUnset("one is made and kept in the home");

    public static final Setting<Integer> JWT_EXPIRATION_HOURS =
            Setting.of(
                    "JWT_EXPIRATION_HOURS",
                    IDENTITY,
                    ValueType.wholeNumber(1, 8760),
                    "24",
                    "How long such a token is valid, the original's: log in once a day.");

    public static final Setting<Optional<String>> LDAP_SERVER =
            Setting.of(
                            "LDAP_SERVER",
                            IDENTITY,
                            ValueType.text("a host name or an IP address", "[A-Za-z0-9._:-]{1,255}")
                                    .optional(),
                            "",
                            "The host of the directory that users log in with; the original"
                                    + " required one.")
                    .whenUnset("nobody can log in");

    public static final Setting<Integer> LDAP_PORT =
            Setting.of(
                    "LDAP_PORT",
                    IDENTITY,
                    ValueType.wholeNumber(1, 65535),
                    "389",
                    "Its port: LDAP's own; with LDAP_USE_SSL it is 636 unless it is set.");

    public static final Setting<Boolean> LDAP_USE_SSL =
            Setting.of(
                    "LDAP_USE_SSL",
                    IDENTITY,
                    ValueType.onOff(),
                    "false",
                    "Whether TLS is spoken from the first byte (LDAPS), the original's.");

    public static final Setting<Boolean> LDAP_START_TLS =
            Setting.of(
                    "LDAP_START_TLS",
                    IDENTITY,
                    ValueType.onOff(),
                    "true",
                    "Whether a connection without LDAP_USE_SSL is protected by StartTLS; off sends"
                            + " passwords in the clear.");

    public static final Setting<Optional<Path>> LDAP_CA_FILE =
            Setting.of(
                            "LDAP_CA_FILE",
                            IDENTITY,
                            ValueType.path().optional(),
                            "",
                            "Certificates (PEM) of those who may vouch for the directory, such as the"
                                    + " company's own CA.")
                    .whenUnset("those that Java believes");

    public static final Setting<Duration> LDAP_TIMEOUT_SECONDS =
            Setting.of(
                    "LDAP_TIMEOUT_SECONDS",
                    IDENTITY,
                    ValueType.seconds("0.1", "60"),
                    "5",
                    "How long the directory may take to connect and for each reply; a log-in takes at"
                            + " most three times as long.");

    public static final Setting<Optional<String>> LDAP_DOMAIN =
            text(
                    "LDAP_DOMAIN",
                    "The users' Windows domain, example.com or EXAMPLE; with it they can log in"
                            + " without a service account or a DN pattern.");

    public static final Setting<Optional<String>> LDAP_BASE_DN =
            text("LDAP_BASE_DN", "Where the search for users and groups begins.");

    public static final Setting<Optional<String>> LDAP_USER_DN_PATTERN =
            text(
                    "LDAP_USER_DN_PATTERN",
                    "How a user's name becomes the name to bind with, as in"
                            + " uid={username},ou=people,dc=example,dc=com; without it users are"
                            + " searched for.");

    public static final Setting<Optional<String>> LDAP_USER_FILTER =
            Setting.of(
                            "LDAP_USER_FILTER",
                            IDENTITY,
                            ValueType.text("a search filter with {username} in it", ".+")
                                    .optional(),
                            "",
                            "What finds a user's entry, as in (mail={username}).")
                    .whenUnset("uid or sAMAccountName is the name");

    public static final Setting<Optional<String>> LDAP_SERVICE_ACCOUNT_USER =
            text("LDAP_SERVICE_ACCOUNT_USER", "The account that searches the directory.");

    public static final Setting<Optional<Secret>> LDAP_SERVICE_ACCOUNT_PASSWORD =
            Setting.of(
                            "LDAP_SERVICE_ACCOUNT_PASSWORD",
                            IDENTITY,
                            ValueType.hidden().optional(),
                            "",
                            "That account's password.")
                    .whenUnset("no such account");

    public static final Setting<Optional<String>> LDAP_USER_GROUPS =
            groups(
                    "LDAP_USER_GROUPS",
                    "Who may log in. A name is that of any group of the directory, a DN that of one.",
                    "everybody in the directory");

    public static final Setting<Optional<String>> LDAP_ADMIN_GROUPS =
            groups(
                    "LDAP_ADMIN_GROUPS",
                    "Who gets the role admin. Prefer DNs where others may make groups.",
                    "nobody");

    public static final Setting<Boolean> LDAP_NESTED_GROUPS =
            Setting.of(
                    "LDAP_NESTED_GROUPS",
                    IDENTITY,
                    ValueType.onOff(),
                    "false",
                    "Whether Active Directory is also asked for the groups of a user's groups; off, as"
                            + " it takes long in a large one.");

    static final List<Setting<?>> ALL =
            List.of(
                    OPENWEBUI_API_KEY,
                    KEYS_FILE,
                    SECRET_KEY,
                    JWT_EXPIRATION_HOURS,
                    LDAP_SERVER,
                    LDAP_PORT,
                    LDAP_USE_SSL,
                    LDAP_START_TLS,
                    LDAP_CA_FILE,
                    LDAP_TIMEOUT_SECONDS,
                    LDAP_DOMAIN,
                    LDAP_BASE_DN,
                    LDAP_USER_DN_PATTERN,
                    LDAP_USER_FILTER,
                    LDAP_SERVICE_ACCOUNT_USER,
                    LDAP_SERVICE_ACCOUNT_PASSWORD,
                    LDAP_USER_GROUPS,
                    LDAP_ADMIN_GROUPS,
                    LDAP_NESTED_GROUPS);

    private IdentitySettings() {}

    private static Setting<Optional<String>> text(String key, String description) {
        return Setting.of(key, IDENTITY, ValueType.text().optional(), "", description)
                .whenUnset("not used");
    }

    /** Their DNs hold commas. */
    private static Setting<Optional<String>> groups(
            String key, String description, String whenUnset) {
        var type = ValueType.text("groups' names or DNs, separated by semicolons", ".+");
        return Setting.of(key, IDENTITY, type.optional(), "", description).whenUnset(whenUnset);
    }
}
