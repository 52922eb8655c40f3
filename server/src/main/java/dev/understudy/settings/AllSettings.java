package dev.understudy.settings;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The registry: every setting there is, in the order of its groups. */
public final class AllSettings {
    /** Every setting once; the order of lists and tables. */
    public static final List<Setting<?>> IN_ORDER =
            Stream.of(
                            ServerSettings.ALL,
                            ModelSettings.ALL,
                            ExecutionSettings.ALL,
                            ContextSettings.ALL,
                            QuotaSettings.ALL,
                            NoticeSettings.ALL,
                            AlertSettings.ALL,
                            AgentSettings.ALL,
                            DataSettings.ALL,
                            FrontEndSettings.ALL,
                            IdentitySettings.ALL)
                    .<Setting<?>>flatMap(List::stream)
                    .toList();

    // The collector refuses a key that stands twice.
    private static final Map<String, Setting<?>> BY_KEY =
            IN_ORDER.stream().collect(toUnmodifiableMap(Setting::key, identity()));

    private AllSettings() {}

    /** The setting of that name, in upper or lower case. */
    public static Optional<Setting<?>> named(String key) {
        return Optional.ofNullable(BY_KEY.get(key.toUpperCase(Locale.ROOT)));
    }

    static Set<String> keys() {
        return BY_KEY.keySet();
    }
}
