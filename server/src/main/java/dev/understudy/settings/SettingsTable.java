package dev.understudy.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Shows a configuration: every setting with its value and where it came from, secrets masked. */
public final class SettingsTable {
    /** A longer value pushes its source to the right instead of widening the column for all. */
    private static final int WIDEST = 48;

    private final Settings settings;

    public SettingsTable(Settings settings) {
        this.settings = settings;
    }

    /** Aligned lines under the titles of the groups; ends with a line break. */
    public String text() {
        var keys = widest(settings.all().stream().map(Setting::key).toList());
        var values = widest(settings.all().stream().<String>map(this::value).toList());
        var row = "  %-" + keys + "s  %-" + values + "s  %s%n";
        var text = new StringBuilder();
        @Nullable Group group = null;
        for (var setting : settings.all()) {
            if (setting.group() != group) {
                text.append(group == null ? "" : System.lineSeparator());
                group = setting.group();
                text.append(group.title()).append(System.lineSeparator());
            }
            text.append(row.formatted(setting.key(), value(setting), source(setting)));
        }
        appendModels(text);
        return text.toString();
    }

    /**
     * {@code settings} by key with {@code value} (a number, a boolean, text, or null when there is
     * none), {@code source} and {@code group}; {@code models} as in {@code understudy.yaml}; {@code
     * files}, those that were read.
     */
    public ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        var all = json.putObject("settings");
        for (var setting : settings.all()) {
            var one = all.putObject(setting.key());
            putValue(one, setting);
            one.put("source", settings.source(setting).described())
                    .put("group", setting.group().title());
        }
        var models = json.putArray("models");
        settings.models().forEach(it -> putModel(models.addObject(), it));
        var files = json.putArray("files");
        settings.files().stream().map(Path::toString).forEach(files::add);
        return json;
    }

    private static int widest(List<String> texts) {
        return texts.stream().mapToInt(String::length).filter(it -> it <= WIDEST).max().orElse(1);
    }

    private String value(Setting<?> setting) {
        var shown = Quoted.oneLine(settings.shown(setting));
        return shown.isEmpty() ? "(" + setting.whenUnset() + ")" : shown;
    }

    private String source(Setting<?> setting) {
        return settings.source(setting).described();
    }

    private void appendModels(StringBuilder text) {
        if (settings.models().isEmpty()) {
            return;
        }
        text.append("%nChain (models in %s)%n".formatted(SettingsLoader.YAML));
        for (var model : settings.models()) {
            text.append(
                    "  %s  %s  %s  %s%s%n"
                            .formatted(
                                    model.id(),
                                    model.upstream(),
                                    model.url(),
                                    model.metered() ? "metered" : "not metered",
                                    model.key().map(it -> "  key " + it).orElse("")));
        }
    }

    private <T> void putValue(ObjectNode one, Setting<T> setting) {
        Object value = settings.get(setting);
        if (value instanceof Optional<?> optional) {
            if (optional.isEmpty()) {
                one.putNull("value");
                return;
            }
            value = optional.get();
        }
        switch (value) {
            case Boolean flag -> one.put("value", flag);
            case Integer number -> one.put("value", number);
            case Long number -> one.put("value", number);
            case Double number -> one.put("value", number);
            case Duration duration -> one.put("value", seconds(duration));
            default -> one.put("value", settings.shown(setting));
        }
    }

    private static void putModel(ObjectNode one, ModelEntry model) {
        one.put("id", model.id())
                .put("upstream", model.upstream().toString())
                .put("url", model.url().toString())
                .put("model", model.model())
                .put("metered", model.metered());
        model.key().ifPresent(it -> one.put("key", it.toString()));
        model.contextWindow().ifPresent(it -> one.put("context_window", it));
        var clocks = one.putObject("clocks");
        model.clocks().connect().ifPresent(it -> clocks.put("connect_seconds", seconds(it)));
        model.clocks().firstToken().ifPresent(it -> clocks.put("first_token_seconds", seconds(it)));
        model.clocks().idle().ifPresent(it -> clocks.put("idle_seconds", seconds(it)));
        model.clocks().attempt().ifPresent(it -> clocks.put("attempt_seconds", seconds(it)));
        var passed = one.putArray("pass_fields");
        model.passFields().stream().sorted().forEach(passed::add);
        if (model.quota().requests() > 0 || model.quota().tokens() > 0) {
            one.putObject("quota")
                    .put("requests", model.quota().requests())
                    .put("tokens", model.quota().tokens());
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
