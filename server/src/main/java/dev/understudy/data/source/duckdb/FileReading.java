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
