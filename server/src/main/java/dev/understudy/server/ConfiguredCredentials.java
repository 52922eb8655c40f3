package dev.understudy.server;

import dev.understudy.auth.Authenticator;
import dev.understudy.auth.Credentials;
import dev.understudy.auth.ReservedNames;
import dev.understudy.auth.Role;
import dev.understudy.auth.apikey.ApiKey;
import dev.understudy.auth.apikey.ApiKeys;
import dev.understudy.auth.apikey.KeyFile;
import dev.understudy.auth.apikey.KeyFileException;
import dev.understudy.auth.apikey.WatchedKeys;
import dev.understudy.auth.jwt.SigningKey;
import dev.understudy.auth.jwt.Tokens;
import dev.understudy.auth.login.LogIns;
import dev.understudy.settings.IdentitySettings;
import dev.understudy.settings.ServerSettings;
import dev.understudy.settings.Settings;
import dev.understudy.time.SystemTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * The settings of credentials, as the API wants them. Thread-safe.
 *
 * @param keys of the settings and of the home
 * @param tokens of users who have logged in
 * @param logIns where there is a directory
 */
record ConfiguredCredentials(WatchedKeys keys, Tokens tokens, Optional<LogIns> logIns) {
    /**
     * Reads the keys of the home, and makes a key to sign tokens with where there is none. Blocks.
     *
     * @throws ConfigException where a credential cannot be used as it is
     */
    static ConfiguredCredentials of(Settings settings) {
        try {
            var keys = new WatchedKeys(KeyFile.in(settings.home()), configuredKeys(settings));
            var tokens = new Tokens(signingKey(settings), SystemTime.instants());
            return new ConfiguredCredentials(keys, tokens, ConfiguredLogIns.of(settings, tokens));
        } catch (KeyFileException e) {
            throw new ConfigException(e.getMessage());
        }
    }

    private static ApiKeys configuredKeys(Settings settings) {
        return new ApiKeys(
                settings.get(IdentitySettings.OPENWEBUI_API_KEY).stream()
                        .map(key ->
                                ApiKey.of(
                                        ReservedNames.FRONT_END,
                                        key.reveal(),
                                        Role.TRUSTED_FRONT_END))
                        .toList());
    }

    private static SigningKey signingKey(Settings settings) {
        var secret = settings.get(IdentitySettings.SECRET_KEY);
        try {
            return secret.isPresent()
                    ? SigningKey.of(secret.get().reveal())
                    : SigningKey.storedOrMade(settings.home(), new SecureRandom());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    "SECRET_KEY %s: tokens that it signs could be forged; make one with \"openssl rand -base64 48\", or leave it out and the server makes one"
                            .formatted(e.getMessage()));
        } catch (IOException e) {
            throw new ConfigException(
                    "the key that tokens are signed with cannot be kept in %s (%s): let this user read and write there, or set SECRET_KEY"
                            .formatted(SigningKey.file(settings.home()), e));
        }
    }

    Authenticator authenticator() {
        return new Credentials(this::needed, List.of(keys, tokens));
    }

    /** Whether requests need a credential. */
    private boolean needed() {
        return keys.needed() || logIns.isPresent();
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
