package dev.understudy.agent.analysis;

import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.DataSources;
import dev.understudy.data.source.SourceDownException;
import dev.understudy.data.source.SourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sources that can be asked now, and why the others cannot.
 *
 * @param silent one entry for each source that cannot: {@code crm (cannot be reached)}
 */
record FoundSources(List<UsableSource> usable, List<String> silent) {
    /** Reads the catalogues, which may block. */
    static FoundSources among(DataSources sources) {
        var usable = new ArrayList<UsableSource>();
        var silent = new ArrayList<String>();
        for (var source : sources.all()) {
            if (source.state() instanceof SourceState.Refused(var reason)) {
                silent.add(named(source, reason));
                continue;
            }
            try {
                usable.add(new UsableSource(source, source.catalogue()));
            } catch (SourceDownException down) {
                silent.add(named(source, String.valueOf(down.getMessage())));
            }
        }
        return new FoundSources(List.copyOf(usable), List.copyOf(silent));
    }

    private static String named(DataSource source, String reason) {
        return "%s (%s)".formatted(source.name(), reason);
    }

    /** The one of that name; the first where the name is of none. */
    UsableSource named(String name) {
        return usable.stream()
                .filter(it -> it.name().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseGet(usable::getFirst);
    }

    /** The same, with the catalogue of {@code stale} read anew; as it was where that fails. */
    FoundSources reread(UsableSource stale) {
        stale.source().refresh();
        return new FoundSources(
                usable.stream()
                        .map(it -> it.name().equals(stale.name()) ? again(it).orElse(it) : it)
                        .toList(),
                silent);
    }

    private static Optional<UsableSource> again(UsableSource stale) {
        try {
            return Optional.of(new UsableSource(stale.source(), stale.source().catalogue()));
        } catch (SourceDownException _) {
            return Optional.empty();
        }
    }
}
