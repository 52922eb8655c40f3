package dev.understudy.web;

import dev.understudy.failure.CallFailure;
import dev.understudy.health.HealthStatus;
import dev.understudy.model.ModelProfile;
import dev.understudy.model.WindowOrigin;
import dev.understudy.output.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * How one model of the chain is.
 *
 * @param profile the model as it is known now
 * @param windowOrigin where the figure for its context window comes from
 * @param probedByQuery whether, while it is failing, a query is to find out if it is well again;
 *     else the server does so in the background
 * @param lastFailure why its last attempt failed; empty where that went well, or there was none
 */
public record ModelStatus(
        ModelProfile profile,
        WindowOrigin windowOrigin,
        HealthStatus health,
        boolean probedByQuery,
        Optional<CallFailure> lastFailure) {

    /** The name it is asked for by. */
    public String id() {
        return profile.id();
    }

    /** Whether its attempts count against the quota. */
    public boolean metered() {
        return profile.metered();
    }

    ObjectNode toJson() {
        var json =
                Json.object()
                        .put("id", id())
                        .put("metered", metered())
                        .put("health", health.condition().wireName())
                        .put("failures_in_a_row", health.failuresInARow())
                        .put("retry_in_seconds", roundedUp(health.retryIn()))
                        .put("recoveries", health.recoveries());
        switch (health.condition()) {
            case OPEN -> json.put("next_probe", probedByQuery ? "query" : "background");
            case CLOSED, HALF_OPEN, TAKEN_OUT -> json.putNull("next_probe");
        }
        lastFailure.ifPresentOrElse(
                failure -> json.put("last_failure", failure.summary()),
                () -> json.putNull("last_failure"));
        json.put("context_window", profile.contextWindow())
                .put("context_window_origin", windowOrigin.wireName());
        var capabilities = json.putArray("capabilities");
        profile.capabilities().stream()
                .map(capability -> capability.name().toLowerCase(Locale.ROOT))
                .sorted()
                .forEach(capabilities::add);
        return json;
    }

    /** In seconds. It must not say zero while the breaker still lets nobody through. */
    private static double roundedUp(Duration wait) {
        return wait.plusNanos(999_999).toMillis() / 1000.0;
    }
}
