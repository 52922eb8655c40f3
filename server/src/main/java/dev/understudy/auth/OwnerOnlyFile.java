package dev.understudy.auth;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A small file of secrets: only its owner may read it, it is replaced as a whole, and one process
 * at a time changes it. Blocks. Where the file system knows no permissions (Windows), the folder's
 * apply.
 */
public final class OwnerOnlyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** A change takes milliseconds: who holds the lock for longer has been stopped. */
    private static final int TRIES = 200;

    private static final long BETWEEN_TRIES_NANOS = 50_000_000;

    private final Path path;

    public OwnerOnlyFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    public Path path() {
        return path;
    }

    /** A change that needs the file to itself. */
    @FunctionalInterface
    public interface Change<T> {
        T run() throws IOException;
    }

    /**
     * Runs a change while no other process, and no other thread, runs one.
     *
     * @throws IOException where the lock cannot be had within ten seconds, or the change throws it
     */
    public <T> T alone(Change<T> change) throws IOException {
        Files.createDirectories(folder());
        // The lock has a file of its own: the file itself is replaced, and its lock with it.
        var lockFile = path.resolveSibling(path.getFileName() + ".lock");
        try (var channel = open(lockFile)) {
            lock(channel, lockFile);
            return change.run();
        }
    }

    private static void lock(FileChannel channel, Path lockFile) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            if (tryLock(channel) != null) {
                return; // closing the channel gives it up
            }
            LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
        }
        throw new IOException(
                "another process has held %s for ten seconds: end it".formatted(lockFile));
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // another thread of this process has it
        }
    }

    /**
     * Puts {@code content} in the file's place: readers see the old one or the new one, whole. It
     * belongs to whom the old one belonged to, since a server of that user's may be reading it; of
     * a link, the file behind it is replaced.
     *
     * @throws IOException also where it cannot be given to the old one's owner
     */
    public void replace(byte[] content) throws IOException {
        Files.createDirectories(folder());
        var target = Files.isSymbolicLink(path) ? path.toRealPath() : path;
        var fresh =
                Files.createTempFile(
                        folderOf(target), target.getFileName() + ".", ".new", ownerOnly());
        try {
            giveToOwnerOf(target, fresh);
            try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** A file that is new goes to the folder's owner, where this user may give it away. */
    private void giveToOwnerOf(Path old, Path fresh) throws IOException {
        boolean replaced = Files.exists(old);
        if (!giveTo(replaced ? old : folderOf(old), fresh) && replaced) {
            throw new IOException(
                    "%s belongs to %s, whose server could not read it any more: run this as that user"
                            .formatted(old, Files.getOwner(old).getName()));
        }
    }

    /** Whether the file belongs now to whom {@code like} belongs to. */
    private boolean giveTo(Path like, Path file) throws IOException {
        if (!knowsOwners()) {
            return true;
        }
        var owner = Files.getOwner(like);
        if (owner.equals(Files.getOwner(file))) {
            return true;
        }
        try {
            Files.setOwner(file, owner);
            return true;
        } catch (FileSystemException _) {
            return false;
        }
    }

    private Path folder() {
        return folderOf(path);
    }

    private static Path folderOf(Path file) {
        return requireNonNull(file.getParent(), "an absolute path of a file has a folder");
    }

    private FileChannel open(Path lockFile) throws IOException {
        boolean fresh = !Files.exists(lockFile);
        var channel =
                FileChannel.open(
                        lockFile,
                        EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        ownerOnly());
        if (fresh) {
            giveTo(Files.exists(path) ? path : folder(), lockFile);
        }
        return channel;
    }

    private FileAttribute<?>[] ownerOnly() {
        return knowsOwners()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private boolean knowsOwners() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
