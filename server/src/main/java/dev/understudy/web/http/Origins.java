package dev.understudy.web.http;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may call, by the {@code Origin} that their browser says. A page reads from its
 * own site without one: for that see {@link Hosts}. Pure.
 *
 * @param named origins of other sites that may, in any case
 */
public record Origins(Set<String> named) {
    private static final Pattern THIS_MACHINE =
            Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

    public Origins {
        named = named.stream().map(Origins::lower).collect(Collectors.toUnmodifiableSet());
    }

    public static Origins of(Collection<String> named) {
        return new Origins(Set.copyOf(named));
    }

    private static String lower(String origin) {
        return origin.toLowerCase(Locale.ROOT);
    }

    boolean names(String origin) {
        return named.contains(lower(origin));
    }

    /**
     * Whether a request may go on: no page sent it, or one of this machine's, or one that is named.
     *
     * @param origin the header; null when it was not sent
     */
    public boolean allow(@Nullable String origin) {
        return origin == null || names(origin) || THIS_MACHINE.matcher(lower(origin)).matches();
    }
}
