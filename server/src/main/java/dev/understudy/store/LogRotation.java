package dev.understudy.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Gives a log that has grown large another name, so that the next write begins a new one: {@code
 * log} becomes {@code log.1}, that one {@code log.2}; the oldest goes. Who turns holds a lock on
 * {@code log.lock}, in this process and in others; who does not get it writes on, so nobody waits.
 * Thread-safe.
 */
public final class LogRotation {
    /**
     * When a log is turned, and what stays.
     *
     * @param bytes the size from which on it is; 0 is never
     * @param kept how many old files stay, at least 1
     */
    public record Limits(long bytes, int kept) {
        public static final Limits NEVER = new Limits(0, 1);

        public Limits {
            if (bytes < 0 || kept < 1) {
                throw new IllegalArgumentException(
                        "a log's limits must be at least 0 bytes and 1 file, got %d and %d"
                                .formatted(bytes, kept));
            }
        }
    }

    /** The lock is the process's, and closing the file a second time would give it up. */
    private static final Object IN_THIS_PROCESS = new Object();

    private final Path file;
    private final Limits limits;

    LogRotation(Path file, Limits limits) {
        this.file = file;
        this.limits = limits;
    }

    void turnWhenDue() throws IOException {
        if (!due()) {
            return;
        }
        synchronized (IN_THIS_PROCESS) {
            try (var channel =
                            FileChannel.open(
                                    sibling("lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var lock = channel.tryLock()) {
                // Looked at again: another process may have turned it before the lock was free.
                if (lock != null && due()) {
                    turn();
                }
            }
        }
    }

    private boolean due() throws IOException {
        try {
            return limits.bytes() > 0 && Files.size(file) >= limits.bytes();
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    /** Moves only what stands in the way, the last one first: a gap costs no old file. */
    private void turn() throws IOException {
        int free = 1;
        while (free < limits.kept() && Files.exists(sibling(String.valueOf(free)))) {
            free++;
        }
        for (int number = free; number > 1; number--) {
            rename(sibling(String.valueOf(number - 1)), sibling(String.valueOf(number)));
        }
        rename(file, sibling("1"));
    }

    private static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path sibling(String ending) {
        return file.resolveSibling(requireNonNull(file.getFileName()) + "." + ending);
    }
}
