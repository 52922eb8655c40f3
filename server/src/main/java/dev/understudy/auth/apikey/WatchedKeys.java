package dev.understudy.auth.apikey;

import dev.understudy.auth.AuthVerdict;
import dev.understudy.auth.CredentialCheck;
import dev.understudy.auth.FileState;
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
    private volatile boolean needed;

    /**
     * Reads the file; blocks.
     *
     * @param configured keys that are there beside it
     * @throws KeyFileException where the file is damaged or cannot be read
     */
    public WatchedKeys(KeyFile file, ApiKeys configured) {
        this.file = file;
        this.configured = configured;
        this.seen =
                FileState.of(file.path()); // before the content: a change in between is seen at the
        // next look
        this.all = configured.and(stored());
        this.needed = !configured.isEmpty() || file.exists();
    }

    private ApiKeys stored() {
        return new ApiKeys(file.read().stream().map(ApiKey::of).toList());
    }

    /**
     * Looks whether the file has changed, and reads it then. Blocks. Where the file is damaged, the
     * keys that were good before stay, and the log says so once for each change.
     */
    public void look() {
        if (!looking.compareAndSet(false, true)) {
            return; // a slow disk: the look before has not ended
        }
        try {
            var now = FileState.of(file.path());
            if (!now.equals(seen)) {
                seen = now;
                take();
            }
        } finally {
            looking.set(false);
        }
    }

    private void take() {
        // Never back: a server that asked for keys does not open because the last one is gone.
        needed = needed || file.exists();
        try {
            all = configured.and(stored());
            LOG.info("The keys in {} have changed and were read", file.path());
        } catch (KeyFileException e) {
            LOG.error("The keys of before are used on: {}", e.getMessage());
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

    @Override
    public AuthVerdict check(String presented) {
        return all.check(presented);
    }
}
