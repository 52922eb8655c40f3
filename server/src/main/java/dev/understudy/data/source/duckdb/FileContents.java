package dev.understudy.data.source.duckdb;

import dev.understudy.data.source.SourceDownException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * Files as tables, read into memory once. A file of a folder that cannot be read is left out and
 * said; when none can, or the one that was named cannot, there is nothing to ask.
 */
record FileContents(Path fileOrFolder) implements Contents {
    /** Files that are named when they cannot be read; of the others only the number is told. */
    private static final int MOST_WARNINGS = 5;

    @Override
    public String version() {
        try {
            return DataFiles.of(fileOrFolder).version();
        } catch (SourceDownException e) {
            return "";
        }
    }

    @Override
    public boolean readsFiles() {
        return true;
    }

    @Override
    public List<String> load(DuckDBConnection connection) throws SQLException, SourceDownException {
        DataFiles files = DataFiles.of(fileOrFolder);
        var problems = new ArrayList<>(files.problems());
        boolean any = false;
        var names = TableNames.reserving(FileTables.keywords(connection));
        for (DataFile file : files.files()) {
            var loaded = FileTables.load(connection, file, names);
            problems.addAll(loaded.notes());
            any |= loaded.made();
        }
        if (!any) {
            throw new SourceDownException(String.join("; ", shortened(problems)));
        }
        return shortened(problems);
    }

    private static List<String> shortened(List<String> problems) {
        if (problems.size() <= MOST_WARNINGS) {
            return problems;
        }
        var shortened = new ArrayList<>(problems.subList(0, MOST_WARNINGS));
        shortened.add("and %d more".formatted(problems.size() - MOST_WARNINGS));
        return shortened;
    }
}
