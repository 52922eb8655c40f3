package dev.understudy.settings;

import dev.understudy.quota.LimitUnit;
import dev.understudy.quota.ModelLimits;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code models:}, the chain, and says of each part that is wrong which one it is. */
final class ModelEntries {
    /** A longer chain would not be walked to its end within a query's time. */
    static final int MOST = 16;

    /** The name of the list of fields that are passed on. */
    private static final String PASS_FIELDS = "pass_fields";

    private static final Set<String> NAMES =
            Set.of(
                    "id",
                    "upstream",
                    "url",
                    "model",
                    "key",
                    "metered",
                    "context_window",
                    "clocks",
                    "quota",
                    PASS_FIELDS);
    private static final Set<String> QUOTA = Set.of("requests", "tokens");
    private static final Set<String> CLOCKS =
            Set.of("connect_seconds", "first_token_seconds", "idle_seconds", "attempt_seconds");

    private final URI ollamaHost;
    private final List<SettingProblem> problems;

    ModelEntries(URI ollamaHost, List<SettingProblem> problems) {
        this.ollamaHost = ollamaHost;
        this.problems = problems;
    }

    /** The entries that are right; problems are added for the others. */
    List<ModelEntry> read(@Nullable YamlNode models) {
        if (models == null || (models instanceof YamlNode.Scalar(_, var unset, _) && unset)) {
            return List.of();
        }
        if (!(models instanceof YamlNode.Sequence(var items, var line))) {
            problem("models", models.line(), "must be a list of models, found " + models);
            return List.of();
        }
        if (items.isEmpty() || items.size() > MOST) {
            problem(
                    "models",
                    line,
                    "must hold 1..%d models, found %d".formatted(MOST, items.size()));
            return List.of();
        }
        var entries = new ArrayList<ModelEntry>();
        var ids = new HashSet<String>();
        for (var i = 0; i < items.size(); i++) {
            var name = "models[%d]".formatted(i);
            var item = items.get(i);
            YamlFields.of(name, item, NAMES, problems)
                    .flatMap(this::entry)
                    .ifPresent(entry -> {
                        entries.add(entry);
                        if (!ids.add(entry.id())) {
                            problem(
                                    name + ".id",
                                    item.line(),
                                    "\"%s\" is taken by an earlier model".formatted(entry.id()));
                        }
                    });
        }
        return entries;
    }

    private Optional<ModelEntry> entry(YamlFields fields) {
        var before = problems.size();
        var id = fields.required("id", ModelSettings.name());
        var upstream =
                fields.value("upstream", ValueType.oneOf(UpstreamKind.class))
                        .orElse(UpstreamKind.OLLAMA);
        var url =
                switch (upstream) {
                    case OLLAMA ->
                            fields.value("url", UpstreamAddress.ollama())
                                    .or(() -> Optional.of(ollamaHost));
                    case OPENAI -> fields.required("url", UpstreamAddress.url());
                };
        var model = fields.value("model", ModelSettings.name()).or(() -> id);
        var key = fields.value("key", ValueType.key());
        // No default: to forget it of a cloud model would be to give it away without count.
        var metered = fields.required("metered", ValueType.onOff());
        var window = fields.value("context_window", ValueType.wholeNumber(512, 10_000_000));
        var clocks = clocks(fields.inner("clocks", CLOCKS));
        var quota = quota(fields.inner("quota", QUOTA));
        var passFields =
                fields.has(PASS_FIELDS)
                        ? Set.copyOf(
                                fields.values(PASS_FIELDS, PassedFields.name(), PassedFields.MOST))
                        : PassedFields.usual(upstream);
        if (problems.size() > before) {
            return Optional.empty();
        }
        return Optional.of(
                new ModelEntry(
                        id.orElseThrow(),
                        upstream,
                        url.orElseThrow(),
                        model.orElseThrow(),
                        key,
                        metered.orElseThrow(),
                        window,
                        clocks,
                        quota,
                        passFields));
    }

    private static ModelLimits quota(YamlFields fields) {
        return new ModelLimits(limit(fields, LimitUnit.REQUESTS), limit(fields, LimitUnit.TOKENS));
    }

    private static long limit(YamlFields fields, LimitUnit unit) {
        return fields.value(unit.wireName(), ValueType.count(0, unit.most())).orElse(0L);
    }

    private static ModelEntry.Clocks clocks(YamlFields fields) {
        var seconds = ValueType.seconds("0.01", "3600");
        return new ModelEntry.Clocks(
                fields.value("connect_seconds", seconds),
                fields.value("first_token_seconds", seconds),
                fields.value("idle_seconds", seconds),
                fields.value("attempt_seconds", seconds));
    }

    private void problem(String key, int line, String message) {
        problems.add(new SettingProblem(key, new Source.Yaml(line).described(), message));
    }
}
