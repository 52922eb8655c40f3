package dev.understudy.server;

import dev.understudy.auth.Authenticator;
import dev.understudy.auth.Credentials;
import dev.understudy.auth.apikey.KeyFileException;
import dev.understudy.auth.apikey.WatchedKeys;
import dev.understudy.auth.jwt.RevocationFileException;
import dev.understudy.auth.jwt.Tokens;
import dev.understudy.auth.jwt.WatchedRevocations;
import dev.understudy.auth.login.LogInThrottle;
import dev.understudy.auth.login.LogIns;
import dev.understudy.settings.IdentitySettings;
import dev.understudy.settings.ServerSettings;
import dev.understudy.settings.Settings;
import dev.understudy.time.SystemTime;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * The settings of credentials, as the API wants them. Thread-safe.
 *
 * @param keys of the settings and of the file of keys
 * @param tokens of users who have logged in
 * @param revocations of tokens
 * @param logIns where there is a directory
 * @param directory that one
 * @param fileWanted whether the operator has named a file of keys: then nobody comes in without a
 *     key, also while that file is away
 */
record ConfiguredCredentials(
        WatchedKeys keys,
        Tokens tokens,
        WatchedRevocations revocations,
        Optional<LogIns> logIns,
        Optional<WatchedDirectory> directory,
        boolean fileWanted) {
    /**
     * Reads the keys and the revocations, and makes a key to sign tokens with where there is none.
     * Blocks.
     *
     * @throws ConfigException where a credential cannot be used as it is
     */
    static ConfiguredCredentials of(Settings settings) {
        try {
            var keys = ConfiguredKeys.of(settings);
            var revocations = new WatchedRevocations(ConfiguredTokens.revocations(settings));
            var tokens = ConfiguredTokens.of(settings, revocations);
            var directory = ConfiguredDirectory.of(settings).map(WatchedDirectory::new);
            return new ConfiguredCredentials(
                    keys,
                    tokens,
                    revocations,
                    directory.map(it -> logIns(settings, it, tokens)),
                    directory,
                    settings.isSet(IdentitySettings.KEYS_FILE));
        } catch (KeyFileException e) {
            throw new ConfigException(e.getMessage());
        } catch (RevocationFileException e) {
            throw new ConfigException(e.getMessage());
        }
    }

    private static LogIns logIns(Settings settings, WatchedDirectory directory, Tokens tokens) {
        return new LogIns(
                directory::check,
                tokens,
                ConfiguredTokens.validFor(settings),
                new LogInThrottle(SystemTime.ticker()));
    }

    Authenticator authenticator() {
        return new Credentials(this::needed, List.of(keys, tokens));
    }

    /** Whether requests need a credential. */
    private boolean needed() {
        return keys.needed() || logIns.isPresent() || fileWanted;
    }

    /**
     * Without credentials only this machine may come in.
     *
     * @throws ConfigException where another one could
     */
    void refuseOpenDoor(String host) {
        try {
            if (!keys.any()
                    && logIns.isEmpty()
                    && !InetAddress.getByName(host).isLoopbackAddress()) {
                throw new ConfigException(
                        "%s is %s, so other machines could use the models without a key: set OPENWEBUI_API_KEY, make a key with \"understudy keys add NAME\", or listen on 127.0.0.1"
                                .formatted(ServerSettings.MCP_SERVER_HOST, host));
            }
        } catch (UnknownHostException _) {
            throw new ConfigException(
                    "%s is %s, and there is no such host"
                            .formatted(ServerSettings.MCP_SERVER_HOST, host));
        }
    }
}
