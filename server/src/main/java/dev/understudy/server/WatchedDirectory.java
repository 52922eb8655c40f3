package dev.understudy.server;

import dev.understudy.alert.ServiceEvent;
import dev.understudy.alert.ServiceWatch;
import dev.understudy.auth.ldap.Directory;
import dev.understudy.auth.ldap.DirectoryVerdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory of the log-ins; the operator is told whether it can be asked. Thread-safe. */
final class WatchedDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedDirectory.class);

    private final Directory directory;
    private volatile ServiceWatch watch = ServiceWatch.NOBODY;

    WatchedDirectory(Directory directory) {
        this.directory = directory;
    }

    /** From now on {@code watch} hears of the directory. */
    void tell(ServiceWatch watch) {
        this.watch = watch;
    }

    /** As {@link Directory#check}; blocks. */
    DirectoryVerdict check(String typed, String password) {
        var verdict = directory.check(typed, password);
        watch.saw(
                verdict instanceof DirectoryVerdict.Unreachable(var reason)
                        ? new ServiceEvent.DirectoryUnreachable(reason)
                        : new ServiceEvent.DirectoryReachable());
        return verdict;
    }

    /** Looks once in the background, and says in the log what came of it; does not block. */
    void lookInBackground() {
        Thread.ofVirtual().name("ldap-look").start(this::look);
    }

    private void look() {
        var trouble = directory.look();
        if (trouble.isEmpty()) {
            LOG.info("Users log in with the directory {}, which can be asked", directory.place());
            watch.saw(new ServiceEvent.DirectoryReachable());
        } else {
            LOG.error("Nobody can log in, the directory cannot be asked: {}", trouble.get());
            watch.saw(new ServiceEvent.DirectoryUnreachable(trouble.get()));
        }
    }
}
