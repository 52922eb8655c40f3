package dev.understudy.data.source.duckdb;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A file that can become a table.
 *
 * @param path where it is, absolute
 * @param shown what people know it by: its path from the folder that was named
 */
record DataFile(Path path, String shown, Kind kind) {
    /** How it is read. */
    enum Kind {
        CSV,
        PARQUET,
        JSON
    }

    /** What can be read, for messages. */
    static final String KINDS = "CSV (.csv, .tsv), Parquet or JSON (.json, .jsonl, .ndjson)";

    /** The kind that a file's name says; empty for others. {@code .gz} may follow CSV and JSON. */
    static Optional<Kind> kind(Path file) {
        String name = name(file).toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        if (plain.endsWith(".csv") || plain.endsWith(".tsv")) {
            return Optional.of(Kind.CSV);
        }
        if (plain.endsWith(".json") || plain.endsWith(".jsonl") || plain.endsWith(".ndjson")) {
            return Optional.of(Kind.JSON);
        }
        return name.endsWith(".parquet") ? Optional.of(Kind.PARQUET) : Optional.empty();
    }

    private static final Set<String> SPREADSHEETS =
            Set.of("xlsx", "xls", "xlsm", "xlsb", "ods", "numbers");

    private static final Set<String> DATABASES =
            Set.of("sqlite", "sqlite3", "db", "db3", "duckdb", "mdb", "accdb");

    /**
     * What to do with a file of tables that is not read; empty for others, and for what programs
     * leave behind.
     */
    static Optional<String> advice(Path file) {
        String name = name(file).toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        if (name.startsWith("~") || name.equals("thumbs.db")) {
            return Optional.empty();
        }
        if (SPREADSHEETS.contains(ending)) {
            return Optional.of("save each of its sheets as \"CSV UTF-8\"");
        }
        return DATABASES.contains(ending)
                ? Optional.of("export its tables as CSV or Parquet")
                : Optional.empty();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** The file's name without what says its kind. */
    String stem() {
        String name = name(path);
        int dot = name.indexOf('.', 1);
        String lower = name.toLowerCase(Locale.ROOT);
        int kindsDot =
                lower.endsWith(".gz")
                        ? name.lastIndexOf('.', name.length() - 4)
                        : name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, kindsDot);
    }
}
