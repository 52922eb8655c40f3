package dev.understudy.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An owner among processes of one machine. It keeps an operating system's lock on a small file of
 * its own beside the ledger; the system lets go of the lock when the process ends, however it ends,
 * so that others can tell a dead owner from a slow one, and a process id that was given away again
 * fools nobody. An owner whose file is gone is dead.
 *
 * <p>Thread-safe.
 */
final class FileOwner implements Owner {
    private static final Logger LOG = LoggerFactory.getLogger(FileOwner.class);
    private static final String SUFFIX = ".lock";
    private static final int TRIES = 100;

    /**
     * The owners of this process, also of other ledgers. Their files are never opened again here:
     * closing any descriptor of a file gives up all of the process's POSIX locks on it.
     */
    private static final Set<String> HELD = new HashSet<>();

    private final Path folder;
    private final String id;
    private final FileChannel channel;

    private FileOwner(Path folder, String id, FileChannel channel) {
        this.folder = folder;
        this.id = id;
        this.channel = channel;
    }

    /** Becomes a new owner of reservations in the ledger whose owners are in {@code folder}. */
    static FileOwner enter(Path folder) throws IOException {
        Files.createDirectories(folder);
        synchronized (HELD) {
            for (int i = 0; i < TRIES; i++) {
                String id = UUID.randomUUID().toString();
                var channel = lockNew(folder.resolve(id + SUFFIX));
                if (channel != null) {
                    HELD.add(id);
                    return new FileOwner(folder, id, channel);
                }
            }
        }
        throw new IOException("no lock could be taken in " + folder);
    }

    /**
     * Null where a sweeping process was faster than the lock: it took the new file for a dead one.
     */
    private static @Nullable FileChannel lockNew(Path file) throws IOException {
        var channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null && Files.exists(file);
            return locked ? channel : null;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    @Override
    public String id() {
        return id;
    }

    /**
     * A place that a dead process holds is taken either way, so nothing depends on when it is
     * settled.
     */
    @Override
    public Duration beatEvery() {
        return Duration.ofSeconds(30);
    }

    /** The lock is held all the time; there is nothing to show. */
    @Override
    public void beat(Statements statements) {
        // Nothing.
    }

    @Override
    public List<String> dead(Statements statements) throws SQLException {
        removeDead();
        return statements.all(AttemptRows.HOLDERS, row -> row.getString(1)).stream()
                .filter(this::isDead)
                .toList();
    }

    /**
     * Removes the files of owners that are dead. A file is removed while its lock is held: so a new
     * owner, that has made its file but not locked it yet, finds out and takes another name.
     */
    private void removeDead() {
        synchronized (HELD) {
            List<Path> files = List.of();
            try (Stream<Path> listed = Files.list(folder)) {
                files = listed.filter(file -> file.toString().endsWith(SUFFIX)).toList();
            } catch (IOException e) {
                LOG.warn("cannot look for dead owners in {}: {}", folder, e.toString());
            }
            for (Path file : files) {
                if (!HELD.contains(idOf(file))) {
                    removeIfDead(file);
                }
            }
        }
    }

    private static void removeIfDead(Path file) {
        try (var probe = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (probe.tryLock() != null) {
                Files.deleteIfExists(file);
            }
        } catch (OverlappingFileLockException _) {
            LOG.debug("{} is held by this process", file);
        } catch (IOException e) {
            LOG.warn("cannot tell whether the owner of {} lives: {}", file, e.toString());
        }
    }

    private boolean isDead(String other) {
        synchronized (HELD) {
            return !HELD.contains(other) && Files.notExists(folder.resolve(other + SUFFIX));
        }
    }

    private static String idOf(Path file) {
        String name = requireNonNull(file.getFileName()).toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    /** Gives up all reservations that are still outstanding: the next sweep settles them. */
    @Override
    public void close() {
        synchronized (HELD) {
            try {
                Files.deleteIfExists(folder.resolve(id + SUFFIX));
                channel.close();
            } catch (IOException e) {
                LOG.warn("cannot remove {} of {}: {}", id, folder, e.toString());
            }
            HELD.remove(id);
        }
    }
}
