package dev.understudy.server;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.understudy.settings.ServerSettings;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many of the files that this process may open are for connections of clients. */
final class OpenFiles {
    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

    /** For jars, ledger, logs, sources and upstreams: a query has a connection of its own there. */
    private static final int FOR_THE_REST = 512;

    private OpenFiles() {}

    /** As many as are wanted, or fewer, so that files are left; that is said in the log. */
    static int connections(int wanted) {
        if (!(ManagementFactory.getOperatingSystemMXBean()
                instanceof UnixOperatingSystemMXBean system)) {
            return wanted;
        }
        long files = system.getMaxFileDescriptorCount();
        int most = connections(wanted, files);
        if (most < wanted) {
            LOG.warn(
                    "{} is {}, but this process may open {} files: {} connections are held at most",
                    ServerSettings.MAX_CONNECTIONS,
                    wanted,
                    files,
                    most);
        }
        return most;
    }

    /** Where there are few files, half of them. */
    static int connections(int wanted, long files) {
        long left = files - Math.min(FOR_THE_REST, files / 2);
        return Math.clamp(left, 1, wanted);
    }
}
