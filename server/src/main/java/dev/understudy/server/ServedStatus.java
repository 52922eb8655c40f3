package dev.understudy.server;

import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.SourceState;
import dev.understudy.time.Ticker;
import dev.understudy.web.ServiceStatus;
import dev.understudy.web.SourceStatus;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the service says of itself. Thread-safe; nothing in it blocks. */
final class ServedStatus implements Supplier<ServiceStatus> {
    private static final Logger LOG = LoggerFactory.getLogger(ServedStatus.class);

    private final Parts parts;
    private final ServedModels models;
    private final Ticker ticker;
    private final long startedAt;

    ServedStatus(Parts parts, Ticker ticker) {
        this.parts = parts;
        this.models = new ServedModels(parts);
        this.ticker = ticker;
        this.startedAt = ticker.nanos();
    }

    @Override
    public ServiceStatus get() {
        return new ServiceStatus(
                Version.number(),
                Duration.ofNanos(ticker.nanos() - startedAt),
                parts.config().chain().models().stream().map(models::status).toList(),
                parts.sources().all().stream().map(ServedStatus::of).toList(),
                parts.ledgerUsable(),
                parts.gateway().running(),
                parts.alerts().latest());
    }

    /** What the sources are like, once, in the log. */
    void logSources() {
        parts.sources().all().forEach(source -> logged(of(source)));
    }

    private static void logged(SourceStatus source) {
        if (source.detail().isEmpty()) {
            LOG.info("Source {} ({}): {}", source.name(), source.dialect(), source.state());
        } else {
            LOG.warn(
                    "Source {} ({}): {}: {}",
                    source.name(),
                    source.dialect(),
                    source.state(),
                    source.detail());
        }
    }

    private static SourceStatus of(DataSource source) {
        var dialect = source.dialect().title();
        return switch (source.state()) {
            case SourceState.Usable() -> new SourceStatus(source.name(), dialect, "usable", "");
            case SourceState.Doubtful(var warning) ->
                    new SourceStatus(source.name(), dialect, "doubtful", warning);
            case SourceState.Down(var reason) ->
                    new SourceStatus(source.name(), dialect, "down", reason);
            case SourceState.Refused(var reason) ->
                    new SourceStatus(source.name(), dialect, "refused", reason);
        };
    }
}
