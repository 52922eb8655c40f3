package dev.understudy.server;

import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.Sampling;
import dev.understudy.execution.ExecutionLimits;
import dev.understudy.gateway.BackgroundOptions;
import dev.understudy.gateway.GatewayOptions;
import dev.understudy.health.BreakerLimits;
import dev.understudy.model.Chain;
import dev.understudy.model.Learning;
import dev.understudy.quota.Quota;
import dev.understudy.settings.ContextSettings;
import dev.understudy.settings.ExecutionSettings;
import dev.understudy.settings.Midstream;
import dev.understudy.settings.NoticeSettings;
import dev.understudy.settings.ServerSettings;
import dev.understudy.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The settings as the parts want them: checked together, in the parts' own types.
 *
 * @param upstreams the servers that the chain's models name
 * @param mayLearn what may be learnt of each model from its server, by the model's id
 * @param ledgerFile where the ledger is
 */
public record ServerConfig(
        Settings settings,
        Chain chain,
        List<UpstreamConfig> upstreams,
        Map<String, Learning> mayLearn,
        ExecutionLimits executionLimits,
        BreakerLimits breakerLimits,
        Quota quota,
        GatewayOptions gatewayOptions,
        BackgroundOptions backgroundOptions,
        Path ledgerFile) {

    /** The default for the whole query: most clients give up after 300 seconds. */
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(280);

    public ServerConfig {
        upstreams = List.copyOf(upstreams);
        mayLearn = Map.copyOf(mayLearn);
    }

    /**
     * Derives the configuration of the parts.
     *
     * @throws ConfigException where values that are each valid do not go together
     */
    public static ServerConfig of(Settings settings) {
        var models = ConfiguredModels.of(settings);
        var limits =
                new ExecutionLimits(
                        settings.get(ExecutionSettings.MAX_RETRIES_PER_QUERY),
                        settings.get(ExecutionSettings.RETRY_DELAY_SECONDS),
                        settings.get(ExecutionSettings.FALLBACK_AFTER_ATTEMPTS),
                        settings.get(ExecutionSettings.QUERY_TIMEOUT_SECONDS).orElse(QUERY_TIMEOUT),
                        settings.get(ExecutionSettings.MIDSTREAM) == Midstream.CONTINUE,
                        settings.get(ExecutionSettings.MAX_CONTINUATIONS));
        var quota = ConfiguredQuota.of(settings);
        return new ServerConfig(
                settings,
                models.chain(),
                models.upstreams(),
                models.mayLearn(),
                limits,
                breakerLimits(settings, limits),
                quota,
                gatewayOptions(settings, limits, quota),
                new BackgroundOptions(
                        settings.get(ExecutionSettings.BACKGROUND_PROBES),
                        settings.get(ExecutionSettings.PROBE_WITH_PROMPT),
                        settings.get(ExecutionSettings.WARM_FALLBACK)),
                settings.home().resolve("ledger.db"));
    }

    private static BreakerLimits breakerLimits(Settings settings, ExecutionLimits limits) {
        return new BreakerLimits(
                limits.fallbackAfter(),
                settings.get(ExecutionSettings.FALLBACK_COOLDOWN_SECONDS),
                settings.get(ExecutionSettings.FALLBACK_COOLDOWN_MAX_SECONDS),
                limits.queryTimeout());
    }

    private static GatewayOptions gatewayOptions(
            Settings settings, ExecutionLimits limits, Quota quota) {
        return new GatewayOptions(
                limits.maxAttempts(),
                settings.get(ServerSettings.MAX_CONCURRENT_QUERIES),
                settings.get(ServerSettings.MAX_CONCURRENT_QUERIES_PER_USER),
                settings.get(NoticeSettings.NOTIFY_ON_FALLBACK),
                settings.get(NoticeSettings.NOTIFY_ON_QUOTA_WARNING),
                settings.get(NoticeSettings.SHOW_TOKEN_COUNT),
                quota.limits());
    }

    /** The longest answer, in tokens, where a request does not say. */
    public int maxTokens() {
        return settings.get(ContextSettings.MAX_TOKENS);
    }

    /** The temperature, where a request does not say. */
    public double temperature() {
        return settings.get(ContextSettings.TEMPERATURE);
    }

    /** One question by itself, as the command line asks it. */
    public ChatRequest request(String question) {
        return ChatRequest.of(
                        List.of(ChatMessage.user(question)),
                        Sampling.at(temperature()),
                        maxTokens())
                .openEnded();
    }
}
