package dev.understudy.cli;

import dev.understudy.auth.ReservedNames;
import dev.understudy.auth.Role;
import dev.understudy.auth.jwt.SigningKey;
import dev.understudy.auth.jwt.Tokens;
import dev.understudy.settings.IdentitySettings;
import dev.understudy.settings.Secret;
import dev.understudy.settings.Settings;
import dev.understudy.time.SystemTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a command shows to a running server. Whoever can read what the server signs its tokens with
 * is its operator: the command signs a token for itself, which lives as long as its question.
 */
final class OperatorCredentials {
    private static final Duration VALID_FOR = Duration.ofMinutes(1);

    private OperatorCredentials() {}

    /** In the order they are to be tried; at least one, and an empty one where there is none. */
    static List<String> of(Settings settings) {
        var credentials = new ArrayList<String>();
        token(settings).ifPresent(credentials::add);
        settings.get(IdentitySettings.OPENWEBUI_API_KEY)
                .map(Secret::reveal)
                .ifPresent(credentials::add);
        return credentials.isEmpty() ? List.of("") : List.copyOf(credentials);
    }

    private static Optional<String> token(Settings settings) {
        try {
            var secret = settings.get(IdentitySettings.SECRET_KEY).map(Secret::reveal);
            var key =
                    secret.isPresent()
                            ? secret.map(SigningKey::of)
                            : SigningKey.stored(settings.home());
            return key.map(it ->
                    new Tokens(it, SystemTime.instants())
                            .give(ReservedNames.OPERATOR, Role.ADMIN, VALID_FOR));
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty(); // the server's home is not ours to read
        }
    }
}
