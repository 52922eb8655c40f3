package dev.understudy.server;

import dev.understudy.auth.jwt.SignedUsers;
import dev.understudy.auth.jwt.SigningKey;
import dev.understudy.settings.FrontEndSettings;
import dev.understudy.settings.IdentitySettings;
import dev.understudy.settings.NoticeSettings;
import dev.understudy.settings.Secret;
import dev.understudy.settings.ServerSettings;
import dev.understudy.settings.Settings;
import dev.understudy.time.SystemTime;
import dev.understudy.web.ApiSettings;
import dev.understudy.web.FrontEndHeaders;
import dev.understudy.web.http.ConnectionLimits;
import dev.understudy.web.http.Origins;
import dev.understudy.web.http.WebAccess;
import dev.understudy.web.openai.ChatDefaults;
import java.time.Duration;
import java.util.Optional;

/** The settings of the HTTP side, as it wants them. */
final class ConfiguredApi {
    /**
     * How much longer than a query may run a connection may say nothing; also more than the 15 s
     * after which Open WebUI's client drops idle connections, so that we never close one while a
     * request is on its way.
     */
    private static final Duration IDLE_BEYOND_QUERY = Duration.ofSeconds(50);

    private ConfiguredApi() {}

    static WebAccess access(Settings settings) {
        var origins = Origins.of(settings.get(ServerSettings.CORS_ORIGINS));
        return new WebAccess(ConfiguredTls.of(settings), origins);
    }

    /**
     * How the API listens and what it takes.
     *
     * @throws ConfigException where the settings do not go together
     */
    static ApiSettings of(ServerConfig config, WebAccess access) {
        var settings = config.settings();
        return new ApiSettings(
                settings.get(ServerSettings.MCP_SERVER_HOST),
                settings.get(ServerSettings.MCP_SERVER_PORT),
                Runtime.getRuntime().availableProcessors(),
                settings.get(ServerSettings.MAX_BODY_BYTES),
                settings.get(ServerSettings.HEARTBEAT_SECONDS),
                config.executionLimits().queryTimeout().plus(IDLE_BEYOND_QUERY),
                settings.get(NoticeSettings.NOTICE_CHANNEL),
                settings.get(NoticeSettings.SHOW_USAGE_LINE),
                new ChatDefaults(
                        config.temperature(), config.maxTokens(), config.chain().extraFields()),
                new FrontEndHeaders(
                        settings.get(FrontEndSettings.FRONT_END),
                        settings.get(FrontEndSettings.FORWARD_SESSION_INFO_HEADER_CHAT_ID),
                        settings.get(FrontEndSettings.FORWARD_USER_INFO_HEADER_USER_ID),
                        settings.get(FrontEndSettings.FORWARD_USER_INFO_HEADER_USER_EMAIL),
                        settings.get(FrontEndSettings.TASK_HEADER),
                        signedUsers(config)),
                access,
                connections(settings));
    }

    private static ConnectionLimits connections(Settings settings) {
        return ConnectionLimits.DEFAULT.withMost(
                OpenFiles.connections(settings.get(ServerSettings.MAX_CONNECTIONS)),
                settings.get(ServerSettings.MAX_CONNECTIONS_PER_ADDRESS));
    }

    private static Optional<SignedUsers> signedUsers(ServerConfig config) {
        var setting = FrontEndSettings.FORWARD_USER_INFO_HEADER_JWT_SECRET;
        try {
            var secret = config.settings().get(setting);
            if (secret.isPresent()
                    && secret.equals(config.settings().get(IdentitySettings.SECRET_KEY))) {
                throw new ConfigException(
                        "%s and SECRET_KEY are the same, so the front end could sign itself the tokens of an admin: choose another one"
                                .formatted(setting.key()));
            }
            return secret.map(Secret::reveal)
                    .map(SigningKey::of)
                    .map(key -> new SignedUsers(key, SystemTime.instants()));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(setting.key() + " " + e.getMessage());
        }
    }
}
