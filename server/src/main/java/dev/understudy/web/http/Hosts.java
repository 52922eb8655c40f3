package dev.understudy.web.http;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By which names a server may be called that asks for no credential. A page of anybody's can have
 * its own host's name resolved to this machine (DNS rebinding) and then reads from it as from its
 * own site, with no {@code Origin}; but its browser still says that name in {@code Host}. Pure.
 *
 * @param configured the address it listens on, as it is configured
 */
public record Hosts(String configured) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    /**
     * Whether a request may go on.
     *
     * @param host the header; null when it was not sent, which no browser does
     */
    public boolean allow(@Nullable String host) {
        if (host == null) {
            return true;
        }
        var name = PORT.matcher(host.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
        var own = configured.toLowerCase(Locale.ROOT);
        return THIS_MACHINE.contains(name) || name.equals(own) || name.equals("[" + own + "]");
    }
}
