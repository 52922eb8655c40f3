package dev.understudy.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Copies a ledger into a new file while processes write to it: SQLite's {@code VACUUM INTO} reads
 * one state of it and holds up nobody. The copy has its name only when it is whole and on the disk.
 * Blocks.
 */
public final class LedgerBackup {
    private LedgerBackup() {}

    /**
     * Copies {@code ledger} into the new file {@code copy}.
     *
     * @throws LedgerException where the ledger cannot be read, the copy cannot be written, or a
     *     file of its name is there already; nothing is left behind then
     */
    public static void copy(Path ledger, Path copy) {
        Path target = copy.toAbsolutePath();
        if (Files.notExists(ledger)) {
            throw new LedgerException("there is no ledger %s to copy".formatted(ledger));
        }
        if (Files.exists(target)) {
            throw alreadyThere(target);
        }
        Path part =
                target.resolveSibling(
                        requireNonNull(target.getFileName()) + "." + UUID.randomUUID() + ".part");
        try {
            try {
                LedgerPermissions.create(part);
                copyInto(ledger, part);
                refuseDamaged(ledger, part);
                force(part);
                name(part, target);
            } finally {
                Files.deleteIfExists(part);
            }
            forceFolder(target.resolveSibling(""));
        } catch (FileAlreadyExistsException _) {
            throw alreadyThere(target);
        } catch (IOException e) {
            throw new LedgerException(
                    "the backup %s cannot be written: name a file in a folder with room that this user may write to (%s)"
                            .formatted(target, e),
                    e);
        }
    }

    private static LedgerException alreadyThere(Path target) {
        return new LedgerException(
                "the file %s is there already: name a new one, a backup never replaces a file"
                        .formatted(target));
    }

    private static void copyInto(Path ledger, Path part) {
        try (var connection = SqliteBackend.connectToRead(ledger)) {
            var statements = new Statements(connection);
            SqliteSchema.refuseOthers(statements, ledger);
            statements.run("VACUUM INTO ?", part.toString());
        } catch (SQLException e) {
            throw new LedgerException(
                    "the ledger %s cannot be copied to %s: %s"
                            .formatted(ledger, part, e.getMessage()),
                    e);
        }
    }

    /** A copy of a damaged file is found out now, not on the day it is needed. */
    private static void refuseDamaged(Path ledger, Path part) {
        try (var connection = SqliteBackend.connectToRead(part)) {
            var found =
                    new Statements(connection)
                            .first("PRAGMA integrity_check(1)", row -> row.getString(1))
                            .orElse("");
            if (!found.equals("ok")) {
                throw new LedgerException(
                        "the copy of the ledger %s is damaged (%s): look at it with 'understudy ledger check'"
                                .formatted(ledger, found));
            }
        } catch (SQLException e) {
            throw LedgerException.of(part, e);
        }
    }

    private static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** A link fails where the name is taken, which a rename would take over. */
    private static void name(Path part, Path target) throws IOException {
        try {
            Files.createLink(target, part);
        } catch (UnsupportedOperationException _) {
            Files.move(part, target);
        }
    }

    private static void forceFolder(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
