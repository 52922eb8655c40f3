package dev.understudy.web;

import dev.understudy.alert.ToldAlert;
import java.time.Duration;
import java.util.List;

/**
 * How the service is.
 *
 * @param uptime since the start
 * @param models in the order they are asked
 * @param sources what questions about data are answered from
 * @param ledgerUsable whether the ledger can count; without it nothing metered runs
 * @param runningQueries queries that are under way
 * @param alerts the latest ones, newest first
 */
public record ServiceStatus(
        String version,
        Duration uptime,
        List<ModelStatus> models,
        List<SourceStatus> sources,
        boolean ledgerUsable,
        int runningQueries,
        List<ToldAlert> alerts) {
    public ServiceStatus {
        models = List.copyOf(models);
        sources = List.copyOf(sources);
        alerts = List.copyOf(alerts);
    }

    /**
     * Whether some model may be called at all. An upstream that fails does not make it unready:
     * another replica would fare no better, and this one can still say what is wrong.
     */
    public boolean ready() {
        return models.stream().anyMatch(model -> ledgerUsable || !model.metered());
    }
}
