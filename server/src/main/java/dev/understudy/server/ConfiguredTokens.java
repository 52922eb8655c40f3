package dev.understudy.server;

import dev.understudy.auth.jwt.RevocationFile;
import dev.understudy.auth.jwt.Revocations;
import dev.understudy.auth.jwt.SigningKey;
import dev.understudy.auth.jwt.Tokens;
import dev.understudy.settings.IdentitySettings;
import dev.understudy.settings.Settings;
import dev.understudy.time.SystemTime;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;

/** The settings of tokens: what they are signed with, for how long, and which are revoked. */
public final class ConfiguredTokens {
    private ConfiguredTokens() {}

    /**
     * Tokens as the server of these settings gives them. Makes a key to sign with where there is
     * none; blocks.
     *
     * @throws ConfigException where the key cannot be used as it is
     */
    public static Tokens of(Settings settings, Revocations revocations) {
        return new Tokens(signingKey(settings), SystemTime.instants(), revocations);
    }

    /** How long a token is good. */
    public static Duration validFor(Settings settings) {
        return Duration.ofHours(settings.get(IdentitySettings.JWT_EXPIRATION_HOURS));
    }

    /** Where revocations are kept. */
    public static RevocationFile revocations(Settings settings) {
        return RevocationFile.beside(settings.get(IdentitySettings.KEYS_FILE));
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
}
