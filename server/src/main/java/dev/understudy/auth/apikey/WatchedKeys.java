package dev.understudy.auth.apikey;

import dev.understudy.auth.AuthVerdict;
import dev.understudy.auth.CredentialCheck;
import dev.understudy.auth.FileState;
import dev.understudy.quota.KeyLimits;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configured keys and those of the file, as the file was when it was last looked at. Checking a
 * key reads no file. Thread-safe.
 */
public final class WatchedKeys implements CredentialCheck {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedKeys.class);

    private final KeyFile file;
    private final ApiKeys configured;
    private final AtomicBoolean looking = new AtomicBoolean();

    // Written by who looks only, which is one thread at a time.
    private volatile FileState seen;
    private volatile ApiKeys all;
    private volatile List<KeyRecord> stored;
    private volatile boolean needed;
    private volatile String complaint = "";

    /**
     * Reads the file; blocks.
     *
     * @param configured keys that are there beside it
     * @throws KeyFileException where the file is damaged or cannot be read
     */
    public WatchedKeys(KeyFile file, ApiKeys configured) {
        this.file = file;
        this.configured = configured;
        // Before the content: a change in between is seen at the next look.
        this.seen = FileState.of(file.path());
        this.stored = file.read();
        this.all = configured.and(keys(stored));
        this.needed = !configured.isEmpty() || file.exists();
    }

    private static ApiKeys keys(List<KeyRecord> records) {
        return new ApiKeys(records.stream().map(ApiKey::of).toList());
    }

    /**
     * Looks whether the file has changed, and reads it then. Blocks. Where it cannot be read or is
     * damaged, the keys that were good before stay, the log says so once, and the next look tries
     * again: a file that could not be opened for a moment must not leave a revoked key good.
     */
    public void look() {
        if (!looking.compareAndSet(false, true)) {
            return; // a slow disk: the look before has not ended
        }
        try {
            var now = FileState.of(file.path());
            if (!now.equals(seen) && take()) {
                seen = now;
            }
        } finally {
            looking.set(false);
        }
    }

    private boolean take() {
        try {
            var before = stored;
            stored = file.read();
            all = configured.and(keys(stored));
            LOG.info(
                    "The keys in {} have changed and were read: {}",
                    file.path(),
                    KeyChanges.between(before, stored));
            complaint = "";
            return true;
        } catch (KeyFileException e) {
            var reason = String.valueOf(e.getMessage());
            if (!reason.equals(complaint)) {
                LOG.error("The keys of before are used on: {}", reason);
                complaint = reason;
            }
            return false;
        } finally {
            // After the keys, or a new one would be refused for a moment. Never back: a server that
            // asked for keys does not open because the last one is gone.
            needed = needed || file.exists();
        }
    }

    /** Whether requests need a key: there is a configured one, or there was a file of keys. */
    public boolean needed() {
        return needed;
    }

    /** Whether anybody holds a key that is good now. */
    public boolean any() {
        return !all.isEmpty();
    }

    /** What the keys may take that are good now. Reads no file. */
    public KeyLimits limits() {
        return all.limits();
    }

    @Override
    public AuthVerdict check(String presented) {
        return all.check(presented);
    }
}
