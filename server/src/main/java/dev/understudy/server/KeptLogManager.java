package dev.understudy.server;

import java.util.logging.LogManager;

/**
 * The JDK's log, which stays until the process ends. The JDK takes its outputs away as soon as the
 * process is told to stop, and so whatever a server says while it stops would be lost. The JDK is
 * told of it by the property {@code java.util.logging.manager}.
 */
public final class KeptLogManager extends LogManager {
    /** For the JDK, which makes it by its name. */
    public KeptLogManager() {}

    /** Called by the JDK when the process stops; nothing here configures the log by a file. */
    @Override
    public void reset() {}
}
