package dev.understudy.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The models on offer, their scripts, and the rules that go before them. Thread-safe. */
final class Cast {

    /** A model and what it does next. */
    record Part(SimulatedModel model, Script script) {}

    private record Rule(Predicate<RecordedRequest> matches, Script script) {}

    private final Map<String, Part> parts = new ConcurrentSkipListMap<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> loaded = new ConcurrentHashMap<>();

    void put(SimulatedModel model, Script script) {
        parts.put(model.name(), new Part(model, script));
    }

    void addRule(Predicate<RecordedRequest> matches, Script script) {
        rules.add(new Rule(matches, script));
    }

    /** The part of that name, where {@code latest} is the tag of a name without one. */
    Optional<Part> part(String name) {
        var exact = parts.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        var other =
                name.endsWith(":latest")
                        ? name.substring(0, name.length() - ":latest".length())
                        : name + ":latest";
        return Optional.ofNullable(parts.get(other));
    }

    List<SimulatedModel> models() {
        return parts.values().stream().map(Part::model).toList();
    }

    /** What the first rule that matches says; its script moves on by one. */
    Optional<Behaviour> rule(RecordedRequest request) {
        for (var rule : rules) {
            if (rule.matches().test(request)) {
                return Optional.of(rule.script().next());
            }
        }
        return Optional.empty();
    }

    /** Remembers that a local model is in memory, with this context; cloud models never are. */
    void load(SimulatedModel model, int context) {
        if (!model.cloud()) {
            loaded.put(model.name(), context);
        }
    }

    void unload(SimulatedModel model) {
        loaded.remove(model.name());
    }

    /** The local models in memory with their contexts in tokens. */
    Map<SimulatedModel, Integer> loaded() {
        var byModel = new LinkedHashMap<SimulatedModel, Integer>();
        for (var model : models()) {
            var context = loaded.get(model.name());
            if (context != null) {
                byModel.put(model, context);
            }
        }
        return byModel;
    }
}
