package dev.understudy.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where a database is and who asks it. Prints without its password.
 *
 * @param host without the brackets of an IPv6 address
 * @param database empty only for SQL Server, whose logins have a default one
 * @param options of the driver, for encryption; by the driver's own names
 */
public record DatabaseAddress(
        DatabaseKind kind,
        String host,
        int port,
        Optional<String> database,
        Optional<String> user,
        Optional<Secret> password,
        Map<String, String> options) {
    private static final int MOST_CHARACTERS = 4_096;
    private static final Pattern URL =
            Pattern.compile(
                    "(?<scheme>[A-Za-z:]+)://"
                            + "(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?"
                            + "(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(?<port>\\d{1,5}))?"
                            + "(?:/(?<database>[^/?#]*))?(?:\\?(?<options>[^#]*))?");

    public DatabaseAddress {
        options = Map.copyOf(options);
    }

    /** {@code HOST:PORT}, an IPv6 address in brackets. */
    public String hostAndPort() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** The options and the login, as every driver takes them: never in a URL, which is logged. */
    public Properties login() {
        var properties = new Properties();
        properties.putAll(options);
        user.ifPresent(it -> properties.setProperty("user", it));
        password.map(Secret::reveal).ifPresent(it -> properties.setProperty("password", it));
        return properties;
    }

    /** The same for another login; what is empty stays. */
    DatabaseAddress as(Optional<String> otherUser, Optional<Secret> otherPassword) {
        return new DatabaseAddress(
                kind,
                host,
                port,
                database,
                otherUser.or(() -> user),
                otherPassword.or(() -> password),
                options);
    }

    /** An address as operators write it; a secret, since it may hold a password. */
    static ValueType<DatabaseAddress> type() {
        return new ValueType<>(
                "postgresql, mariadb, mysql or sqlserver://USER:PASSWORD@HOST:PORT/DATABASE",
                true,
                (text, _) -> parse(text.strip()),
                _ -> Secret.MASK);
    }

    /** The same for PostgreSQL alone. */
    static ValueType<DatabaseAddress> postgresql() {
        return new ValueType<>(
                "postgresql://USER:PASSWORD@HOST:PORT/DATABASE",
                true,
                (text, _) -> {
                    var address = parse(text.strip());
                    if (address.kind() != DatabaseKind.POSTGRESQL) {
                        throw new WrongValueException("the scheme must be postgresql");
                    }
                    return address;
                },
                _ -> Secret.MASK);
    }

    /**
     * Reads an address; {@code %} escapes are for user, password, database and options.
     *
     * @throws WrongValueException without any part of the text
     */
    static DatabaseAddress parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new WrongValueException("longer than %d characters".formatted(MOST_CHARACTERS));
        }
        var parts = URL.matcher(text);
        if (!parts.matches()) {
            throw new WrongValueException(
                    "in names and passwords write @ as %40, : as %3A, / as %2F, ? as %3F, # as %23"
                            + " and % as %25");
        }
        var scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
        if (scheme.startsWith("jdbc:")) {
            throw new WrongValueException("leave out jdbc:");
        }
        var kind =
                DatabaseKind.of(scheme)
                        .orElseThrow(() -> new WrongValueException("there is no such scheme"));
        var database = Optional.ofNullable(parts.group("database")).map(DatabaseAddress::decoded);
        if (database.filter(it -> !it.isBlank()).isEmpty()) {
            throw new WrongValueException("the database is missing");
        }
        return new DatabaseAddress(
                kind,
                parts.group("host").replaceAll("[\\[\\]]", ""),
                Optional.ofNullable(parts.group("port"))
                        .map(DatabaseAddress::port)
                        .orElse(kind.port()),
                database,
                Optional.ofNullable(parts.group("user")).map(DatabaseAddress::decoded),
                Optional.ofNullable(parts.group("password"))
                        .map(DatabaseAddress::decoded)
                        .map(Secret::new),
                options(kind, Optional.ofNullable(parts.group("options")).orElse("")));
    }

    private static int port(String text) {
        var port = Integer.parseInt(text);
        if (port < 1 || port > 65_535) {
            throw new WrongValueException("the port must be a number 1..65535");
        }
        return port;
    }

    private static Map<String, String> options(DatabaseKind kind, String text) {
        var options = new TreeMap<String, String>();
        if (text.isEmpty()) {
            return options;
        }
        for (var pair : text.split("&", -1)) {
            var equals = pair.indexOf('=');
            if (equals < 0 || !kind.options().contains(pair.substring(0, equals))) {
                throw new WrongValueException(
                        "after the ? there may be "
                                + kind.options().stream()
                                        .sorted()
                                        .collect(joining("=, ", "", "=")));
            }
            options.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
        }
        return options;
    }

    private static String decoded(String text) {
        var bytes = new ByteArrayOutputStream();
        for (var at = 0; at < text.length(); ) {
            if (text.charAt(at) == '%') {
                bytes.write(escaped(text, at + 1));
                at += 3;
            } else {
                var character = Character.toString(text.codePointAt(at));
                bytes.writeBytes(character.getBytes(UTF_8));
                at += character.length();
            }
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException _) {
            throw new WrongValueException("what is written with % must be UTF-8");
        }
    }

    private static int escaped(String text, int from) {
        var to = from + 2;
        if (to > text.length() || !text.substring(from, to).matches("[0-9A-Fa-f]{2}")) {
            throw new WrongValueException("write % itself as %25");
        }
        return Integer.parseInt(text.substring(from, to), 16);
    }
}
