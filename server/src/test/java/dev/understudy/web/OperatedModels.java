package dev.understudy.web;

import dev.understudy.health.HealthStatus;
import dev.understudy.health.HealthStatus.Condition;
import dev.understudy.model.ModelClocks;
import dev.understudy.model.ModelProfile;
import dev.understudy.model.WindowOrigin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Models that only remember what was done to them. Thread-safe. */
final class OperatedModels implements ModelOperation {
    private final List<String> ids;

    /** {@code open ID} and {@code reset ID}, in order. */
    final List<String> done = new CopyOnWriteArrayList<>();

    OperatedModels(String... ids) {
        this.ids = List.of(ids);
    }

    @Override
    public Optional<ModelStatus> open(String id) {
        return named("open", id, Condition.TAKEN_OUT);
    }

    @Override
    public Optional<ModelStatus> reset(String id) {
        return named("reset", id, Condition.CLOSED);
    }

    private Optional<ModelStatus> named(String does, String id, Condition then) {
        if (!ids.contains(id)) {
            return Optional.empty();
        }
        done.add(does + " " + id);
        var profile = new ModelProfile(id, "ollama", id, true, 4_096, Set.of(), ModelClocks.CLOUD);
        var health = new HealthStatus(then, 0, Duration.ZERO, 0);
        return Optional.of(
                new ModelStatus(profile, WindowOrigin.ASSUMED, health, true, Optional.empty()));
    }
}
