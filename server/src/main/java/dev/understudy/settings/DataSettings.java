package dev.understudy.settings;

import static dev.understudy.settings.Group.DATA;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sources that questions are answered from, and how much is taken from them. */
public final class DataSettings {
    /** The name of the source that {@link #DATA_FILES} makes. */
    public static final String FILES = "files";

    /** The name of the source that {@link #DATA_URL} makes. */
    public static final String DATABASE = "database";

    /** The name of the source that {@link #MSSQL_SERVER} makes. */
    public static final String SQL_SERVER = "sqlserver";

    private static final String OFF = "SQL Server is off";

    public static final Setting<Optional<Path>> DATA_FILES =
            Setting.of(
                            "DATA_FILES",
                            DATA,
                            ValueType.path().optional(),
                            "",
                            "A file or a folder of CSV, Parquet and JSON files to answer questions from, each file"
                                    + " a table; also --data.")
                    .whenUnset("no files");

    public static final Setting<Optional<DatabaseAddress>> DATA_URL =
            Setting.of(
                            "DATA_URL",
                            DATA,
                            DatabaseAddress.type().optional(),
                            "",
                            "A database to answer questions from; hidden, since it may hold a password. Several ones are named under sources: in understudy.yaml.")
                    .whenUnset("no such database");

    public static final Setting<Boolean> SAMPLE_DATA =
            Setting.of(
                    "SAMPLE_DATA",
                    DATA,
                    ValueType.onOff(),
                    "true",
                    "Whether a made-up shop is there to ask about while no other source is configured, so that everything can be tried.");

    public static final Setting<Boolean> ALLOW_WRITABLE_LOGIN =
            Setting.of(
                    "ALLOW_WRITABLE_LOGIN",
                    DATA,
                    ValueType.onOff(),
                    "false",
                    "Whether a database whose login can write is used all the same. Off: it is refused, with what to grant instead.");

    public static final Setting<Duration> SQL_TIMEOUT_SECONDS =
            Setting.of(
                    "SQL_TIMEOUT_SECONDS",
                    DATA,
                    ValueType.seconds("0.01", "3600"),
                    "30",
                    "How long one SQL statement may run before the database is told to stop; longer than people like to wait for a chart.");

    public static final Setting<Integer> MAX_RESULT_ROWS =
            bound(
                    "MAX_RESULT_ROWS",
                    1,
                    100_000,
                    "1000",
                    "rows that a statement may give; more are left out, and the answer says so.");

    public static final Setting<Integer> MAX_RESULT_BYTES =
            bound(
                    "MAX_RESULT_BYTES",
                    1_024,
                    100_000_000,
                    "1048576",
                    "bytes that a statement's rows may hold together; 1 MiB.");

    public static final Setting<Integer> MAX_CELL_CHARS =
            bound(
                    "MAX_CELL_CHARS",
                    16,
                    100_000,
                    "1000",
                    "characters of one value of a row; longer ones are cut, and marked.");

    public static final Setting<Optional<String>> MSSQL_SERVER =
            Setting.of(
                            "MSSQL_SERVER",
                            DATA,
                            SqlServerSettings.server().optional(),
                            "",
                            "The SQL Server; the original required one.")
                    .whenUnset(OFF);

    public static final Setting<Integer> MSSQL_PORT =
            Setting.of(
                    "MSSQL_PORT",
                    DATA,
                    ValueType.wholeNumber(1, 65535),
                    "1433",
                    "Its port: SQL Server's own.");

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
                    .whenUnset(OFF);

    public static final Setting<Boolean> MSSQL_ENCRYPT =
            Setting.of(
                    "MSSQL_ENCRYPT",
                    DATA,
                    ValueType.onOff(),
                    "true",
                    "Whether the connection to the SQL Server must be encrypted; off sends questions and rows in the clear.");

    public static final Setting<Boolean> MSSQL_TRUST_SERVER_CERTIFICATE =
            Setting.of(
                    "MSSQL_TRUST_SERVER_CERTIFICATE",
                    DATA,
                    ValueType.onOff(),
                    "false",
                    "Whether any certificate of the SQL Server is taken, as its own self-made one; off, since anybody between could then pose as it.");

    public static final Setting<String> MSSQL_DRIVER =
            Setting.of(
                    "MSSQL_DRIVER",
                    DATA,
                    ValueType.text(),
                    "{ODBC Driver 18 for SQL Server}",
                    "The name of an ODBC driver; taken so that the original's configuration"
                            + " works, and not needed here.");

    static final List<Setting<?>> ALL =
            List.of(
                    DATA_FILES,
                    DATA_URL,
                    SAMPLE_DATA,
                    ALLOW_WRITABLE_LOGIN,
                    SQL_TIMEOUT_SECONDS,
                    MAX_RESULT_ROWS,
                    MAX_RESULT_BYTES,
                    MAX_CELL_CHARS,
                    MSSQL_SERVER,
                    MSSQL_PORT,
                    MSSQL_DATABASE,
                    MSSQL_USER,
                    MSSQL_PASSWORD,
                    MSSQL_ENCRYPT,
                    MSSQL_TRUST_SERVER_CERTIFICATE,
                    MSSQL_DRIVER);

    private DataSettings() {}

    /** The names of the sources that single settings make, each with its setting. */
    static Map<String, String> namedSources(Settings settings) {
        var names = new HashMap<String, String>();
        if (settings.get(DATA_FILES).isPresent()) {
            names.put(FILES, DATA_FILES.key());
        }
        if (settings.get(DATA_URL).isPresent()) {
            names.put(DATABASE, DATA_URL.key());
        }
        if (settings.get(MSSQL_SERVER).isPresent()) {
            names.put(SQL_SERVER, MSSQL_SERVER.key());
        }
        return names;
    }

    private static Setting<Integer> bound(
            String key, int least, int most, String byDefault, String what) {
        return Setting.of(
                key, DATA, ValueType.wholeNumber(least, most), byDefault, "The most " + what);
    }

    private static Setting<Optional<String>> text(String key, String description) {
        return Setting.of(key, DATA, ValueType.text().optional(), "", description).whenUnset(OFF);
    }
}
