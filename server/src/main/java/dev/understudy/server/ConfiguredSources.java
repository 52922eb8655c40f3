package dev.understudy.server;

import static dev.understudy.settings.DataSettings.ALLOW_WRITABLE_LOGIN;
import static dev.understudy.settings.DataSettings.DATA_FILES;
import static dev.understudy.settings.DataSettings.DATA_URL;
import static dev.understudy.settings.DataSettings.SAMPLE_DATA;

import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.DataSources;
import dev.understudy.data.source.duckdb.DuckDbSource;
import dev.understudy.data.source.jdbc.JdbcOptions;
import dev.understudy.data.source.jdbc.JdbcSource;
import dev.understudy.settings.DataSettings;
import dev.understudy.settings.DatabaseAddress;
import dev.understudy.settings.Settings;
import dev.understudy.settings.SourceEntry;
import dev.understudy.settings.SqlServerSettings;
import dev.understudy.time.Ticker;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The sources that the settings describe. */
final class ConfiguredSources {
    /** The name of the made-up shop. */
    static final String SAMPLE = "sample";

    private final Settings settings;
    private final Ticker ticker;

    private ConfiguredSources(Settings settings, Ticker ticker) {
        this.settings = settings;
        this.ticker = ticker;
    }

    /**
     * All of them, opened at the same time: those of single settings first, then those of {@code
     * sources:} in their order; the made-up shop where there is no other. What cannot be reached is
     * among them, and its state says why. Takes some seconds at most.
     *
     * @param now and {@code zone}: the day up to which the shop has orders
     */
    static DataSources of(Settings settings, Ticker ticker, InstantSource now, ZoneId zone) {
        var opening = new ConfiguredSources(settings, ticker).all();
        if (opening.isEmpty() && settings.get(SAMPLE_DATA)) {
            opening.add(() -> DuckDbSource.sample(SAMPLE, now, zone, ticker));
        }
        return new DataSources(opened(opening));
    }

    private static List<DataSource> opened(List<Supplier<DataSource>> opening) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var open =
                    opening.stream().map(it -> CompletableFuture.supplyAsync(it, threads)).toList();
            return open.stream().map(CompletableFuture::join).toList();
        }
    }

    private List<Supplier<DataSource>> all() {
        var opening = new ArrayList<Supplier<DataSource>>();
        settings.get(DATA_FILES).ifPresent(it -> opening.add(() -> files(DataSettings.FILES, it)));
        settings.get(DATA_URL)
                .ifPresent(it -> opening.add(() -> database(DataSettings.DATABASE, it, List.of())));
        SqlServerSettings.address(settings)
                .ifPresent(
                        it -> opening.add(() -> database(DataSettings.SQL_SERVER, it, List.of())));
        for (var entry : settings.sources()) {
            opening.add(() -> source(entry));
        }
        return opening;
    }

    private DataSource source(SourceEntry entry) {
        return switch (entry) {
            case SourceEntry.Files(var name, var path) -> files(name, path);
            case SourceEntry.Database(var name, var address, var schemas) ->
                    database(name, address, schemas);
        };
    }

    private DataSource files(String name, Path path) {
        var source = DuckDbSource.files(name, path, ticker);
        source.open();
        return source;
    }

    private DataSource database(String name, DatabaseAddress address, List<String> schemas) {
        return JdbcSource.open(
                new JdbcOptions(
                        name,
                        address,
                        schemas,
                        settings.get(ALLOW_WRITABLE_LOGIN),
                        JdbcOptions.BETWEEN_TRIES),
                ticker);
    }
}
