package dev.understudy.auth.jwt;

import dev.understudy.auth.FileState;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The revocations of the file, as it was when it was last looked at. Checking a token reads no
 * file. Thread-safe.
 */
public final class WatchedRevocations implements Revocations {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedRevocations.class);

    private final RevocationFile file;
    private final AtomicBoolean looking = new AtomicBoolean();

    // Written by who looks only, which is one thread at a time.
    private volatile FileState seen;
    private volatile Map<String, Instant> before;
    private volatile String complaint = "";

    /**
     * Reads the file; blocks.
     *
     * @throws RevocationFileException where the file is damaged or cannot be read
     */
    public WatchedRevocations(RevocationFile file) {
        this.file = file;
        this.seen = FileState.of(file.path()); // before the content, as a change may come between
        this.before = stored();
    }

    private Map<String, Instant> stored() {
        return file.read().stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                Revocation::user,
                                Revocation::before,
                                (one, other) -> one.isAfter(other) ? one : other));
    }

    /**
     * Looks whether the file has changed, and reads it then. Blocks. Where it is gone or damaged,
     * what was revoked before stays so: a share that is away must not let anybody in. A damaged one
     * is read again at the next look, and the log says so once.
     */
    public void look() {
        if (!looking.compareAndSet(false, true)) {
            return; // a slow disk: the look before has not ended
        }
        try {
            var now = FileState.of(file.path());
            if (!now.equals(seen) && take(now)) {
                seen = now;
            }
        } finally {
            looking.set(false);
        }
    }

    private boolean take(FileState now) {
        if (now.equals(FileState.ABSENT)) {
            LOG.warn("{} is gone; what it revoked stays so until this server ends", file.path());
            return true;
        }
        try {
            before = stored();
            LOG.info("The revoked tokens in {} have changed and were read", file.path());
            complaint = "";
            return true;
        } catch (RevocationFileException e) {
            if (!e.getMessage().equals(complaint)) {
                LOG.error("The revocations of before are used on: {}", e.getMessage());
                complaint = e.getMessage();
            }
            return false;
        }
    }

    @Override
    public boolean revoked(String user, Instant issued) {
        var moment = before.get(user);
        return moment != null && issued.isBefore(moment);
    }
}
