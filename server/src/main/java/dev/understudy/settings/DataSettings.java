package dev.understudy.settings;

import static dev.understudy.settings.Group.DATA;

import java.util.List;
import java.util.Optional;

/** The SQL Server that questions are answered from; off while no server is named. */
public final class DataSettings {
    private static final String OFF = "SQL Server is off";

    public static final Setting<Optional<String>> MSSQL_SERVER =
            text("MSSQL_SERVER", "The host of the SQL Server; the original required one.");

    public static final Setting<Integer> MSSQL_PORT =
            Setting.of(
                            "MSSQL_PORT",
                            DATA,
                            ValueType.wholeNumber(1, 65535),
                            "1433",
                            "Its port: SQL Server's own.")
                    .notUsedYet();

    public static final Setting<Optional<String>> MSSQL_DATABASE =
            text("MSSQL_DATABASE", "The database on it.");

    public static final Setting<Optional<String>> MSSQL_USER =
            text("MSSQL_USER", "The login; give it read rights only.");

    public static final Setting<Optional<Secret>> MSSQL_PASSWORD =
            Setting.of(
                            "MSSQL_PASSWORD",
                            DATA,
                            ValueType.hidden().optional(),
                            "",
                            "The login's password.")
                    .whenUnset(OFF)
                    .notUsedYet();

    public static final Setting<String> MSSQL_DRIVER =
            Setting.of(
                            "MSSQL_DRIVER",
                            DATA,
                            ValueType.text(),
                            "{ODBC Driver 18 for SQL Server}",
                            "The name of an ODBC driver; taken so that the original's configuration"
                                    + " works, and not needed here.")
                    .notUsedYet();

    static final List<Setting<?>> ALL =
            List.of(
                    MSSQL_SERVER,
                    MSSQL_PORT,
                    MSSQL_DATABASE,
                    MSSQL_USER,
                    MSSQL_PASSWORD,
                    MSSQL_DRIVER);

    private DataSettings() {}

    private static Setting<Optional<String>> text(String key, String description) {
        return Setting.of(key, DATA, ValueType.text().optional(), "", description)
                .whenUnset(OFF)
                .notUsedYet();
    }
}
