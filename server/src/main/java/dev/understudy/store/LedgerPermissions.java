package dev.understudy.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Who may read a ledger's files: their owner alone, since they hold the names of users. Where the
 * file system knows no such permissions (Windows), the folder's apply.
 */
final class LedgerPermissions {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final List<String> BESIDE = List.of("", "-wal", "-shm");

    private LedgerPermissions() {}

    /**
     * The same while nothing is in the file yet: what SQLite makes beside it later has its rights.
     * One that holds something may be another program's, and is left as it is.
     */
    static void restrictEmpty(Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) == 0) {
            restrict(file);
        }
    }

    /**
     * Takes the rights of all others from a file and what SQLite keeps beside it. It is done by
     * name: to open the file and close it again would give up SQLite's own locks. What belongs to
     * another user is left as it is.
     */
    static void restrict(Path file) {
        if (!known(file)) {
            return;
        }
        for (var ending : BESIDE) {
            var path = file.resolveSibling(file.getFileName() + ending);
            try {
                if (Files.exists(path) && !Files.getPosixFilePermissions(path).equals(OWNER_ONLY)) {
                    Files.setPosixFilePermissions(path, OWNER_ONLY);
                }
            } catch (IOException _) {
                // Not ours, or gone meanwhile.
            }
        }
    }

    /** Makes an empty file, which SQLite takes for a new database. */
    static void create(Path file) throws IOException {
        Files.createFile(
                file,
                known(file)
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                        : new FileAttribute<?>[0]);
    }

    private static boolean known(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
