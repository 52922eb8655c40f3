package dev.understudy.cli;

import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.DataSources;
import dev.understudy.data.source.SourceState;
import java.util.List;
import java.util.stream.Stream;

/** What is to be said of sources that cannot be asked, or not as they should be. */
final class SourceNotes {
    private SourceNotes() {}

    /** One line for each of them; none for those that are well. */
    static List<String> of(DataSources sources) {
        return sources.all().stream().flatMap(SourceNotes::of).toList();
    }

    private static Stream<String> of(DataSource source) {
        return switch (source.state()) {
            case SourceState.Usable() -> Stream.of();
            case SourceState.Doubtful(var warning) -> Stream.of(note(source, "", warning));
            case SourceState.Down(var reason) ->
                    Stream.of(note(source, " cannot be asked", reason));
            case SourceState.Refused(var reason) -> Stream.of(note(source, " is not used", reason));
        };
    }

    private static String note(DataSource source, String what, String why) {
        return "The source %s%s: %s".formatted(source.name(), what, why);
    }
}
