package dev.understudy.settings;

import java.nio.file.Path;
import java.util.List;

/** One source of data as {@code understudy.yaml} describes it. */
public sealed interface SourceEntry {
    /** The name under which people know it; unique. */
    String name();

    /**
     * A database server.
     *
     * @param schemas the only ones that are looked at; all that the login may read when empty
     */
    record Database(String name, DatabaseAddress address, List<String> schemas)
            implements SourceEntry {
        public Database {
            schemas = List.copyOf(schemas);
        }
    }

    /** A file, or a folder of files, each a table. */
    record Files(String name, Path path) implements SourceEntry {}
}
