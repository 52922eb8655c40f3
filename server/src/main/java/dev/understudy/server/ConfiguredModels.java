package dev.understudy.server;

import dev.understudy.gateway.Route;
import dev.understudy.model.Capability;
import dev.understudy.model.Chain;
import dev.understudy.model.Learning;
import dev.understudy.model.ModelClocks;
import dev.understudy.model.ModelProfile;
import dev.understudy.settings.ContextSettings;
import dev.understudy.settings.ExecutionSettings;
import dev.understudy.settings.ModelEntry;
import dev.understudy.settings.ModelSettings;
import dev.understudy.settings.PassedFields;
import dev.understudy.settings.Secret;
import dev.understudy.settings.Settings;
import dev.understudy.settings.UpstreamKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The chain and its upstreams as configured: by {@code models:} where that is given, else the
 * primary and the fallback of the plain settings, both on {@code OLLAMA_HOST}.
 *
 * @param mayLearn what may be learnt of each model from its server, by its id: what nobody
 *     configured
 */
record ConfiguredModels(
        Chain chain, List<UpstreamConfig> upstreams, Map<String, Learning> mayLearn) {
    /** What a cloud model's window is taken to be until somebody says more. */
    static final int METERED_WINDOW = 131_072;

    /** The same for any other model: what small local models can surely take. */
    static final int LOCAL_WINDOW = 8_192;

    static ConfiguredModels of(Settings settings) {
        var upstreams = new Upstreams();
        var profiles =
                settings.models().isEmpty()
                        ? fromSettings(settings, upstreams)
                        : fromEntries(settings, upstreams);
        profiles.forEach(ConfiguredModels::refuseReserved);
        return new ConfiguredModels(
                new Chain(profiles), upstreams.all(), mayLearn(profiles, settings));
    }

    private static Map<String, Learning> mayLearn(List<ModelProfile> models, Settings settings) {
        var entries = settings.models();
        var mayLearn = new LinkedHashMap<String, Learning>();
        for (int i = 0; i < models.size(); i++) {
            boolean plainPrimary = entries.isEmpty() && i == 0;
            boolean loadedByUs =
                    !models.get(i).metered()
                            && (entries.isEmpty()
                                    || entries.get(i).upstream() == UpstreamKind.OLLAMA);
            mayLearn.put(
                    models.get(i).id(),
                    new Learning(
                            entries.isEmpty() || entries.get(i).contextWindow().isEmpty(),
                            !plainPrimary || !settings.isSet(ModelSettings.OLLAMA_MODEL_INFO),
                            loadedByUs
                                    ? settings.get(ContextSettings.FALLBACK_NUM_CTX)
                                    : Integer.MAX_VALUE));
        }
        return mayLearn;
    }

    /** A model of such a name could not be asked for. */
    private static void refuseReserved(ModelProfile model) {
        if (model.id().equals(Route.CHAT) || model.id().equals(Route.AGENTS)) {
            throw new ConfigException(
                    "a model is named %s, which is what the whole chain is asked for by: give it another id under models: in understudy.yaml"
                            .formatted(model.id()));
        }
    }

    private static List<ModelProfile> fromSettings(Settings settings, Upstreams upstreams) {
        var upstream =
                upstreams.named(
                        UpstreamKind.OLLAMA,
                        settings.get(ModelSettings.OLLAMA_HOST),
                        settings.get(ModelSettings.OLLAMA_API_KEY));
        var primary = settings.get(ModelSettings.OLLAMA_MODEL);
        var fallback = settings.get(ModelSettings.OLLAMA_FALLBACK_MODEL);
        var profiles = new ArrayList<ModelProfile>();
        profiles.add(
                new ModelProfile(
                        primary,
                        upstream,
                        primary,
                        true,
                        METERED_WINDOW,
                        capabilities(settings),
                        clocks(settings, ModelClocks.CLOUD),
                        PassedFields.usual(UpstreamKind.OLLAMA)));
        if (settings.get(ModelSettings.ENABLE_FALLBACK) && !fallback.equals(primary)) {
            profiles.add(
                    new ModelProfile(
                            fallback,
                            upstream,
                            fallback,
                            false,
                            localWindow(settings),
                            EnumSet.allOf(Capability.class),
                            clocks(settings, ModelClocks.LOCAL),
                            PassedFields.usual(UpstreamKind.OLLAMA)));
        }
        return profiles;
    }

    private static Set<Capability> capabilities(Settings settings) {
        var info = settings.get(ModelSettings.OLLAMA_MODEL_INFO);
        var capabilities =
                EnumSet.of(Capability.THINKING, Capability.PREFILL, Capability.EXTRA_FIELDS);
        if (info.vision()) {
            capabilities.add(Capability.VISION);
        }
        if (info.functionCalling()) {
            capabilities.add(Capability.TOOLS);
        }
        return capabilities;
    }

    private static int localWindow(Settings settings) {
        return Math.min(LOCAL_WINDOW, settings.get(ContextSettings.FALLBACK_NUM_CTX));
    }

    private static List<ModelProfile> fromEntries(Settings settings, Upstreams upstreams) {
        var entries =
                settings.get(ModelSettings.ENABLE_FALLBACK)
                        ? settings.models()
                        : settings.models().subList(0, 1);
        return entries.stream().map(entry -> profile(entry, settings, upstreams)).toList();
    }

    private static ModelProfile profile(ModelEntry entry, Settings settings, Upstreams upstreams) {
        var usual = clocks(settings, entry.metered() ? ModelClocks.CLOUD : ModelClocks.LOCAL);
        var own = entry.clocks();
        return new ModelProfile(
                entry.id(),
                upstreams.named(entry.upstream(), entry.url(), entry.key()),
                entry.model(),
                entry.metered(),
                entry.contextWindow().orElseGet(() -> usualWindow(entry, settings)),
                capabilities(entry.upstream()),
                new ModelClocks(
                        own.connect().orElse(usual.connect()),
                        own.firstToken().orElse(usual.firstToken()),
                        own.idle().orElse(usual.silence()),
                        own.attempt().orElse(usual.attempt())),
                entry.passFields());
    }

    /**
     * Everything until it is learnt otherwise. Only of Ollama is it known that a model goes on from
     * its own words; servers of OpenAI's protocol begin a new message, or refuse.
     */
    private static Set<Capability> capabilities(UpstreamKind upstream) {
        return switch (upstream) {
            case OLLAMA -> EnumSet.allOf(Capability.class);
            case OPENAI -> EnumSet.complementOf(EnumSet.of(Capability.PREFILL));
        };
    }

    private static int usualWindow(ModelEntry entry, Settings settings) {
        if (entry.metered()) {
            return METERED_WINDOW;
        }
        return switch (entry.upstream()) {
            case OLLAMA -> localWindow(settings);
            // Nothing that we send sets its window.
            case OPENAI -> LOCAL_WINDOW;
        };
    }

    private static ModelClocks clocks(Settings settings, ModelClocks usual) {
        return new ModelClocks(
                settings.get(ExecutionSettings.CONNECT_TIMEOUT_SECONDS),
                settings.get(ExecutionSettings.FIRST_TOKEN_TIMEOUT_SECONDS)
                        .orElse(usual.firstToken()),
                settings.get(ExecutionSettings.IDLE_TIMEOUT_SECONDS).orElse(usual.silence()),
                settings.get(ExecutionSettings.ATTEMPT_TIMEOUT_SECONDS).orElse(usual.attempt()));
    }

    /** Gives each address, with its protocol and key, one name. */
    private static final class Upstreams {
        private final Map<UpstreamConfig, String> names = new LinkedHashMap<>();

        String named(UpstreamKind kind, URI url, Optional<Secret> key) {
            return names.computeIfAbsent(
                    new UpstreamConfig("", kind, url, key), _ -> "upstream-" + (names.size() + 1));
        }

        List<UpstreamConfig> all() {
            return names.entrySet().stream()
                    .map(entry ->
                            new UpstreamConfig(
                                    entry.getValue(),
                                    entry.getKey().kind(),
                                    entry.getKey().url(),
                                    entry.getKey().key()))
                    .toList();
        }
    }
}
