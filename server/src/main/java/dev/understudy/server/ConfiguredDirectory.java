package dev.understudy.server;

import static dev.understudy.settings.IdentitySettings.LDAP_ADMIN_GROUPS;
import static dev.understudy.settings.IdentitySettings.LDAP_BASE_DN;
import static dev.understudy.settings.IdentitySettings.LDAP_CA_FILE;
import static dev.understudy.settings.IdentitySettings.LDAP_DOMAIN;
import static dev.understudy.settings.IdentitySettings.LDAP_NESTED_GROUPS;
import static dev.understudy.settings.IdentitySettings.LDAP_PORT;
import static dev.understudy.settings.IdentitySettings.LDAP_SERVER;
import static dev.understudy.settings.IdentitySettings.LDAP_SERVICE_ACCOUNT_PASSWORD;
import static dev.understudy.settings.IdentitySettings.LDAP_SERVICE_ACCOUNT_USER;
import static dev.understudy.settings.IdentitySettings.LDAP_START_TLS;
import static dev.understudy.settings.IdentitySettings.LDAP_TIMEOUT_SECONDS;
import static dev.understudy.settings.IdentitySettings.LDAP_USER_DN_PATTERN;
import static dev.understudy.settings.IdentitySettings.LDAP_USER_FILTER;
import static dev.understudy.settings.IdentitySettings.LDAP_USER_GROUPS;
import static dev.understudy.settings.IdentitySettings.LDAP_USE_SSL;

import dev.understudy.auth.ldap.BindName;
import dev.understudy.auth.ldap.Directory;
import dev.understudy.auth.ldap.DirectoryOptions;
import dev.understudy.auth.ldap.DirectorySecurity;
import dev.understudy.auth.ldap.UserFilter;
import dev.understudy.settings.Setting;
import dev.understudy.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings of the directory that users log in with. */
public final class ConfiguredDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredDirectory.class);

    private static final int LDAPS_PORT = 636;

    private ConfiguredDirectory() {}

    /**
     * The directory, where one is configured. Reads the file of CAs; connects to nothing.
     *
     * @throws ConfigException where the settings do not go together
     */
    public static Optional<Directory> of(Settings settings) {
        var server = settings.get(LDAP_SERVER);
        if (server.isEmpty()) {
            refuseHalf(settings);
            return Optional.empty();
        }
        var options = options(settings, server.get());
        if (options.security() == DirectorySecurity.NONE) {
            LOG.warn(
                    "LDAP_START_TLS and LDAP_USE_SSL are off, so passwords are sent to {} in the clear",
                    server.get());
        }
        return Optional.of(wanted(LDAP_CA_FILE, () -> new Directory(options)));
    }

    /**
     * Without a directory its other settings do nothing; what is wrong with them is said anyhow.
     */
    private static void refuseHalf(Settings settings) {
        var _ = account(settings);
        var _ = bindName(settings, false);
        var _ = userFilter(settings);
        if (settings.get(LDAP_BASE_DN).isPresent()) {
            LOG.warn("LDAP_BASE_DN is set and LDAP_SERVER is not, so nobody can log in");
        }
    }

    private static DirectoryOptions options(Settings settings, String server) {
        var security = security(settings);
        boolean otherPort = security == DirectorySecurity.LDAPS && !settings.isSet(LDAP_PORT);
        var account = account(settings);
        var bindName = bindName(settings, account.isPresent());
        if (bindName.isEmpty() && account.isEmpty()) {
            throw new ConfigException(
                    "LDAP_SERVER is set, and nothing says how users are found: set LDAP_SERVICE_ACCOUNT_USER and LDAP_SERVICE_ACCOUNT_PASSWORD, or LDAP_USER_DN_PATTERN, or LDAP_DOMAIN");
        }
        var base =
                settings.get(LDAP_BASE_DN)
                        .orElseThrow(() ->
                                new ConfigException(
                                        "LDAP_SERVER is set, and nothing says where users are: set LDAP_BASE_DN, as in dc=example,dc=com"));
        return new DirectoryOptions(
                server,
                otherPort ? LDAPS_PORT : settings.get(LDAP_PORT),
                security,
                settings.get(LDAP_CA_FILE),
                settings.get(LDAP_TIMEOUT_SECONDS),
                wanted(LDAP_BASE_DN, () -> DirectoryOptions.requireDn(base)),
                bindName,
                userFilter(settings),
                account,
                groups(settings, LDAP_USER_GROUPS),
                groups(settings, LDAP_ADMIN_GROUPS),
                settings.get(LDAP_NESTED_GROUPS));
    }

    private static UserFilter userFilter(Settings settings) {
        return settings.get(LDAP_USER_FILTER)
                .map(it -> wanted(LDAP_USER_FILTER, () -> new UserFilter(it)))
                .orElse(UserFilter.BY_NAME);
    }

    private static DirectorySecurity security(Settings settings) {
        if (settings.get(LDAP_USE_SSL)) {
            return DirectorySecurity.LDAPS;
        }
        return settings.get(LDAP_START_TLS) ? DirectorySecurity.START_TLS : DirectorySecurity.NONE;
    }

    private static Optional<DirectoryOptions.ServiceAccount> account(Settings settings) {
        var user = settings.get(LDAP_SERVICE_ACCOUNT_USER);
        var password = settings.get(LDAP_SERVICE_ACCOUNT_PASSWORD);
        if (user.isPresent() != password.isPresent()) {
            throw new ConfigException(
                    "LDAP_SERVICE_ACCOUNT_USER and LDAP_SERVICE_ACCOUNT_PASSWORD go together: set both or none");
        }
        return user.map(
                name -> new DirectoryOptions.ServiceAccount(name, password.orElseThrow().reveal()));
    }

    /** The domain is what is left where nothing else says how a user is found. */
    private static Optional<BindName> bindName(Settings settings, boolean hasAccount) {
        var pattern = settings.get(LDAP_USER_DN_PATTERN);
        if (pattern.isPresent()) {
            return Optional.of(wanted(LDAP_USER_DN_PATTERN, () -> new BindName(pattern.get())));
        }
        return hasAccount ? Optional.empty() : settings.get(LDAP_DOMAIN).map(BindName::ofDomain);
    }

    private static List<String> groups(Settings settings, Setting<Optional<String>> setting) {
        return settings.get(setting).stream()
                .flatMap(it -> Arrays.stream(it.split(";")))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .map(it ->
                        wanted(
                                setting,
                                () -> it.contains("=") ? DirectoryOptions.requireDn(it) : it))
                .toList();
    }

    /** What a setting is made into; what is wrong with it is told with its name. */
    private static <T> T wanted(Setting<?> setting, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new ConfigException("%s %s".formatted(setting, e.getMessage()));
        }
    }
}
