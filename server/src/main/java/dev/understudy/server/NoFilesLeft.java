package dev.understudy.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes one line a minute of the traces that Netty writes each second while connections cannot be
 * accepted for want of open files. Everything else passes as it is. Thread-safe.
 */
final class NoFilesLeft implements Filter {
    private static final Duration TOLD_EVERY = Duration.ofMinutes(1);

    private @Nullable Instant told;

    @Override
    public synchronized boolean isLoggable(LogRecord record) {
        if (!(record.getThrown() instanceof IOException trouble)
                || !String.valueOf(trouble.getMessage()).contains("Too many open files")) {
            return true;
        }
        var now = record.getInstant();
        if (told != null && now.isBefore(told.plus(TOLD_EVERY))) {
            return false;
        }
        told = now;
        record.setThrown(null);
        record.setParameters(null);
        record.setMessage(
                "New connections cannot be accepted: this process has as many files open as it may. Raise that limit (ulimit -n, LimitNOFILE=), or lower MAX_CONNECTIONS");
        return true;
    }
}
