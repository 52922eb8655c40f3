package dev.understudy.mcp.tool;

import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.DataSources;
import dev.understudy.data.source.SourceDownException;
import dev.understudy.data.source.SourceState;
import dev.understudy.mcp.ToolProblem;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sources by their names, and what they have. Thread-safe; reading a catalogue may block. */
record OpenSources(DataSources sources) {
    /** The one of that name, all where none is named. */
    List<DataSource> named(@Nullable String name) throws ToolProblem {
        if (name == null) {
            return sources.all();
        }
        return List.of(
                sources.all().stream()
                        .filter(it -> it.name().equalsIgnoreCase(name.strip()))
                        .findFirst()
                        .orElseThrow(() ->
                                new ToolProblem(
                                        "There is no source of that name. There are: %s."
                                                .formatted(names()))));
    }

    /** The one of that name, or the only one. */
    DataSource one(@Nullable String name) throws ToolProblem {
        var found = named(name);
        if (found.isEmpty()) {
            throw new ToolProblem("No source of data is configured here.");
        }
        if (found.size() > 1) {
            throw new ToolProblem(
                    "There are several sources; say which one by source: %s.".formatted(names()));
        }
        return found.getFirst();
    }

    private String names() {
        return sources.all().stream().map(DataSource::name).collect(Collectors.joining(", "));
    }

    /** What it has; a problem where it cannot be asked. */
    static Catalogue catalogue(DataSource source) throws ToolProblem {
        if (source.state() instanceof SourceState.Refused) {
            throw new ToolProblem(
                    "The source %s is not asked in this configuration; its operator sees why in the status."
                            .formatted(source.name()));
        }
        try {
            return source.catalogue();
        } catch (SourceDownException down) {
            throw down(source, String.valueOf(down.getMessage()));
        }
    }

    static ToolProblem down(DataSource source, String reason) {
        return new ToolProblem(
                "The source %s cannot be asked at the moment: %s. Try again later."
                        .formatted(source.name(), reason));
    }
}
