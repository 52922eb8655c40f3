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

    /** The names of those that cannot be asked, as last seen; does not look. */
    public List<String> notAskable() {
        return all.stream().filter(it -> !it.askable()).map(DataSource::name).toList();
    }

    @Override
    public void close() {
        all.forEach(DataSource::close);
    }
}
