package dev.understudy.data.source;

import java.util.List;

/** The sources that are configured, in their order. Thread-safe. */
public record DataSources(List<DataSource> all) implements AutoCloseable {
    public DataSources {
        all = List.copyOf(all);
        if (all.stream().map(DataSource::name).distinct().count() < all.size()) {
            throw new IllegalArgumentException("two sources have the same name");
        }
    }

    @Override
    public void close() {
        all.forEach(DataSource::close);
    }
}
