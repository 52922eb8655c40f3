package dev.understudy.data.source.duckdb;

import dev.understudy.data.catalogue.DataText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How each kind of file is read by DuckDB, and what its complaints say to people. Pure. */
final class FileReading {
    /** Characters of a reason: the line, the column and the value. */
    private static final int REASON_CHARS = 300;

    /** What separates columns; a table of one column whose name holds one was read wrongly. */
    private static final String SEPARATORS = ",;\t|";

    /** What to do about bytes that are no UTF-8 and no Latin-1 that is certain. */
    static final String NOT_UTF8 =
            "its letters are not encoded as UTF-8: save it as \"CSV UTF-8\" (spreadsheets offer that beside CSV)";

    /** A letter of two bytes in UTF-8, as it looks when it is read as Latin-1; a pattern. */
    static final String UTF8_AS_LATIN1 = "[ÂÃ][\u00a0-\u00bf]";

    private FileReading() {}

    /**
     * The ways to read a file, the usual one first. Each next one is for files that the one before
     * refuses: those whose types show only far below the first rows.
     */
    static List<String> readers(DataFile file) {
        String path = literal(onlyItself(file.path().toString()));
        return switch (file.kind()) {
            case CSV ->
                    List.of("read_csv(" + path + ")", "read_csv(" + path + ", sample_size = -1)");
            case JSON ->
                    List.of("read_json(" + path + ")", "read_json(" + path + ", sample_size = -1)");
            case PARQUET -> List.of("read_parquet(" + path + ")");
        };
    }

    /**
     * The ways to read a CSV file that is no UTF-8: as Latin-1, which spreadsheets write in Western
     * Europe. DuckDB refuses it where it has bytes that only Windows' own encodings use.
     */
    static List<String> latin1Readers(DataFile file) {
        return readers(file).stream().map(it -> with(it, "encoding = 'latin-1'")).toList();
    }

    /** The same way, for numbers such as {@code 1,5}. */
    static String withDecimalCommas(String reader) {
        return with(reader, "decimal_separator = ','");
    }

    private static String with(String reader, String argument) {
        return reader.substring(0, reader.length() - 1) + ", " + argument + ")";
    }

    /** Whether a reason is that a CSV file is encoded otherwise. */
    static boolean notUtf8(String reason) {
        return reason.contains("not utf-8 encoded");
    }

    /** What is said of a column of texts that look like numbers. */
    static String unclear(DataFile file, String column) {
        return "%s: %s is read as text: its numbers can be understood in two ways, or have signs; write them like 1234.5"
                .formatted(file.shown(), column);
    }

    /** DuckDB takes a path for a pattern; in brackets a character stands for itself. */
    private static String onlyItself(String path) {
        return path.replaceAll("[*?\\[]", "[$0]");
    }

    /** Why a file that DuckDB would read is not taken. */
    static Optional<String> refused(DataFile file, List<String> columns, int mostColumns) {
        if (columns.size() > mostColumns) {
            return Optional.of(
                    "it has %,d columns, more than %,d".formatted(columns.size(), mostColumns));
        }
        if (file.kind() == DataFile.Kind.CSV
                && columns.size() == 1
                && columns.getFirst().chars().anyMatch(c -> SEPARATORS.indexOf(c) >= 0)) {
            return Optional.of(
                    "its rows do not all have the columns of the first one, "
                            + DataText.cleaned(columns.getFirst(), 80));
        }
        return Optional.empty();
    }

    /** DuckDB's complaint without its advice, which is about statements that nobody here writes. */
    static String reason(String message, DataFile file) {
        String told =
                message.replace(file.path().toString(), file.shown())
                        .strip()
                        .lines()
                        .map(String::strip)
                        .takeWhile(FileReading::tells)
                        .filter(line -> !line.startsWith("Original Line:"))
                        .collect(Collectors.joining("; "));
        return DataText.cleaned(told, REASON_CHARS);
    }

    private static boolean tells(String line) {
        return !line.isEmpty()
                && !line.startsWith("Possible")
                && !line.startsWith("The search space")
                && !line.startsWith("LINE ");
    }

    /** A text in a statement. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
