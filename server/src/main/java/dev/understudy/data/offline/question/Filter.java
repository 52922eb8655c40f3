package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A restriction as it was said, before it is known which column holds it.
 *
 * <p>{@code near} is the table that was named last before it: what it most likely restricts.
 */
sealed interface Filter {
    Optional<Table> near();

    /**
     * Each of {@code values} may be one of several columns'; {@code negated}: none of them; {@code
     * both}: they were joined by "and".
     */
    record Is(
            List<List<Lexicon.Value>> values,
            boolean negated,
            boolean both,
            boolean counted,
            Optional<Table> near)
            implements Filter {}

    /** A text that stood in quotation marks, in one of these columns. */
    record Text(List<ColumnRef> columns, String text, boolean negated, Optional<Table> near)
            implements Filter {}

    /** A column that holds yes or no. */
    record Flag(List<ColumnRef> columns, boolean value, boolean counted, Optional<Table> near)
            implements Filter {}

    /** {@code of} a noun, or without one what the nearest table has of money. */
    record Compare(Optional<Noun> of, Comparison comparison, boolean price, Optional<Table> near)
            implements Filter {}

    record During(Period period, Optional<Table> near) implements Filter {}

    /** With so many rows of a table that belong to it. */
    record HasCount(Table table, Comparison comparison, Optional<Table> near) implements Filter {}

    /** With none at all. */
    record HasNone(Table table, Optional<Table> near) implements Filter {}

    /** An operator of SQL and its number, or two for a range that includes both. */
    record Comparison(String operator, BigDecimal number, Optional<BigDecimal> upper) {}
}
