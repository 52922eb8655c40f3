package dev.understudy.tds;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the fake does with a statement instead of asking H2. */
public sealed interface Reaction {
    /** These rows; the columns' types are those of their first values. */
    record Rows(List<String> columns, List<? extends List<? extends @Nullable Object>> rows)
            implements Reaction {}

    /** This error. */
    record Fails(SqlServerError error) implements Reaction {}

    /** Nothing, until the client calls it off or goes. */
    record Waits() implements Reaction {}

    /** H2 answers, but after so many rows the connection is cut. */
    record Cut(int afterRows) implements Reaction {}

    /** H2 answers, but after so many rows nothing more comes until the client calls it off. */
    record Stalls(int afterRows) implements Reaction {}
}
