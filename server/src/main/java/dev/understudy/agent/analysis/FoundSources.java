package dev.understudy.agent.analysis;

import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.DataSources;
import dev.understudy.data.source.SourceDownException;
import dev.understudy.data.source.SourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sources that can be asked now, and the names of the others. Why they cannot is for the
 * operator: status and log say it.
 */
record FoundSources(List<UsableSource> usable, List<String> silent) {
    /** Reads the catalogues, which may block. */
    static FoundSources among(DataSources sources) {
        var usable = new ArrayList<UsableSource>();
        var silent = new ArrayList<String>();
        for (var source : sources.all()) {
            read(source).ifPresentOrElse(usable::add, () -> silent.add(source.name()));
        }
        return new FoundSources(List.copyOf(usable), List.copyOf(silent));
    }

    /** One that went down keeps its catalogue, and a model would write SQL for nothing. */
    private static Optional<UsableSource> read(DataSource source) {
        if (source.state() instanceof SourceState.Refused) {
            return Optional.empty();
        }
        try {
            var catalogue = source.catalogue();
            return source.askable()
                    ? Optional.of(new UsableSource(source, catalogue))
                    : Optional.empty();
        } catch (SourceDownException _) {
            return Optional.empty();
        }
    }

    /** The names of those that could be asked when their catalogues were read, and now cannot. */
    List<String> lost() {
        return usable.stream()
                .filter(it -> !it.source().askable())
                .map(UsableSource::name)
                .toList();
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
