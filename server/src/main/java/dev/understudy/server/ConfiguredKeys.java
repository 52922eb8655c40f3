package dev.understudy.server;

import dev.understudy.auth.ReservedNames;
import dev.understudy.auth.Role;
import dev.understudy.auth.apikey.ApiKey;
import dev.understudy.auth.apikey.ApiKeys;
import dev.understudy.auth.apikey.KeyFile;
import dev.understudy.auth.apikey.WatchedKeys;
import dev.understudy.quota.KeyLimits;
import dev.understudy.settings.IdentitySettings;
import dev.understudy.settings.Settings;

/** The API keys of the settings and of the file of keys. */
public final class ConfiguredKeys {
    private ConfiguredKeys() {}

    /**
     * Reads the keys of the file; blocks.
     *
     * @throws dev.understudy.auth.apikey.KeyFileException where they cannot be read
     */
    static WatchedKeys of(Settings settings) {
        return new WatchedKeys(
                KeyFile.at(settings.get(IdentitySettings.KEYS_FILE)), ofSettings(settings));
    }

    private static ApiKeys ofSettings(Settings settings) {
        return new ApiKeys(
                settings.get(IdentitySettings.OPENWEBUI_API_KEY).stream()
                        .map(key ->
                                ApiKey.of(
                                        ReservedNames.FRONT_END,
                                        key.reveal(),
                                        Role.TRUSTED_FRONT_END))
                        .toList());
    }

    /**
     * What each key may take, for a command that shows or changes limits without a server; blocks.
     *
     * @throws dev.understudy.auth.apikey.KeyFileException where the keys cannot be read
     */
    public static KeyLimits limits(Settings settings) {
        return of(settings).limits();
    }
}
