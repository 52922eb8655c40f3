package dev.understudy.agent.analysis;

import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.source.DataSource;

/** A source, and what it has. */
record UsableSource(DataSource source, Catalogue catalogue) {
    String name() {
        return source.name();
    }
}
