package dev.understudy.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's file itself: what makes one that nothing may be counted in, and whether it is still
 * the same one. Nothing here ever opens it by other means than SQLite's: closing it again would
 * give up SQLite's own locks. One thread at a time.
 */
final class SqliteFile {
    private final Path file;
    private @Nullable Object key;

    SqliteFile(Path file) {
        this.file = file;
    }

    /** Where SQLite writes commits before it folds them in. */
    Path wal() {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    void chooseWal(Statements statements) throws SQLException {
        var mode = statements.first("PRAGMA journal_mode = WAL", row -> row.getString(1));
        if (!mode.equals(Optional.of("wal"))) {
            throw trouble(
                    "lies on a file system that processes cannot share memory over: put it on a"
                            + " local disk");
        }
    }

    /**
     * SQLite finds out when whole pages are missing at the end, and takes half a page for a page of
     * zeros. While there is a log it may have the rest; and here nobody can fold it in meanwhile.
     */
    void refuseCutOff(Statements statements) throws SQLException, IOException {
        Path log = wal();
        if (Files.exists(log) && Files.size(log) > 0) {
            return;
        }
        long whole = statements.number("PRAGMA page_count") * statements.number("PRAGMA page_size");
        long there = Files.size(file);
        if (there < whole) {
            throw damaged("its last %d bytes are missing".formatted(whole - there));
        }
    }

    /** Looks through the small tables that the quota is decided by; the history can be large. */
    void refuseDamage(Statements statements) throws SQLException {
        for (String table : new String[] {"windows", "totals", "tallies"}) {
            String found =
                    statements
                            .first("PRAGMA quick_check('" + table + "')", row -> row.getString(1))
                            .orElse("ok");
            if (!found.equals("ok")) {
                throw damaged(found);
            }
        }
    }

    private LedgerException damaged(String how) {
        return trouble(
                "is damaged (%s): restore it from a backup, or move it away to begin a new one"
                        .formatted(how));
    }

    /**
     * From now on it must be this very file; to be called once all that it begins with is there.
     */
    void recognise() {
        key = keyOf(file);
    }

    /**
     * Without this look a ledger that was deleted would go on counting in a file without a name.
     */
    void refuseMoved() {
        if (key != null && !key.equals(keyOf(file))) {
            throw trouble(
                    "was moved or deleted while in use: put it back, or restart to begin a new one");
        }
    }

    private static @Nullable Object keyOf(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException _) {
            return null;
        }
    }

    private LedgerException trouble(String what) {
        return new LedgerException("the ledger %s %s".formatted(file, what));
    }
}
