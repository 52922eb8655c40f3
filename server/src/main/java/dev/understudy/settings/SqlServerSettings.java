package dev.understudy.settings;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The SQL Server that the {@code MSSQL_*} settings name. Its host is taken as ODBC takes it, since
 * the original's configuration has it so: {@code tcp:HOST}, {@code HOST\INSTANCE}, {@code
 * HOST,PORT}.
 */
public final class SqlServerSettings {
    private static final Pattern SERVER =
            Pattern.compile(
                    "(?:tcp:)?(?<host>[^\\\\,;]+)(?:\\\\(?<instance>[^\\\\,;]+))?(?:,(?<port>\\d{1,5}))?");

    private SqlServerSettings() {}

    /** The server's name as a setting. */
    static ValueType<String> server() {
        return new ValueType<>(
                "HOST, HOST,PORT or HOST\\INSTANCE",
                false,
                (text, _) -> {
                    if (!SERVER.matcher(text).matches()) {
                        throw new WrongValueException();
                    }
                    return text;
                },
                text -> text);
    }

    /** The address that the settings make together; none while no server is named. */
    public static Optional<DatabaseAddress> address(Settings settings) {
        return settings.get(DataSettings.MSSQL_SERVER).map(it -> address(it, settings));
    }

    private static DatabaseAddress address(String server, Settings settings) {
        var parts = SERVER.matcher(server);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not checked when it was read: MSSQL_SERVER");
        }
        var port =
                Optional.ofNullable(parts.group("port"))
                        .map(Integer::valueOf)
                        .orElse(settings.get(DataSettings.MSSQL_PORT));
        return new DatabaseAddress(
                DatabaseKind.SQLSERVER,
                parts.group("host").strip(),
                port,
                settings.get(DataSettings.MSSQL_DATABASE),
                settings.get(DataSettings.MSSQL_USER),
                settings.get(DataSettings.MSSQL_PASSWORD),
                options(Optional.ofNullable(parts.group("instance")), settings));
    }

    private static Map<String, String> options(Optional<String> instance, Settings settings) {
        var options = new TreeMap<String, String>();
        options.put("encrypt", settings.get(DataSettings.MSSQL_ENCRYPT).toString());
        options.put(
                "trustServerCertificate",
                settings.get(DataSettings.MSSQL_TRUST_SERVER_CERTIFICATE).toString());
        instance.ifPresent(it -> options.put("instanceName", it));
        return options;
    }
}
