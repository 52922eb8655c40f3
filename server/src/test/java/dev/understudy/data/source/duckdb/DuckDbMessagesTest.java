package dev.understudy.data.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.source.StatementFailure;
import dev.understudy.data.source.StatementFailure.Denied;
import dev.understudy.data.source.StatementFailure.Other;
import dev.understudy.data.source.StatementFailure.SourceDown;
import dev.understudy.data.source.StatementFailure.Syntax;
import dev.understudy.data.source.StatementFailure.UnknownColumn;
import dev.understudy.data.source.StatementFailure.UnknownFunction;
import dev.understudy.data.source.StatementFailure.UnknownTable;
import dev.understudy.data.source.StatementFailure.WrongType;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuckDbMessagesTest {
    /** A statement on the sample, with what its failure must be: kind and name. */
    private record Case(String sql, Class<? extends StatementFailure> kind, String name) {}

    private static final List<Case> CASES =
            List.of(
                    new Case("SELECT nope FROM orders", UnknownColumn.class, "nope"),
                    new Case("SELECT nope", UnknownColumn.class, "nope"),
                    new Case("SELECT o.nope FROM orders o", UnknownColumn.class, "nope"),
                    new Case("SELECT \"no pe\" FROM orders", UnknownColumn.class, "no pe"),
                    new Case("SELECT total FROM orders ORDER BY nope", UnknownColumn.class, "nope"),
                    new Case("SELECT sum(nope) FROM orders", UnknownColumn.class, "nope"),
                    new Case("SELECT * FROM nope", UnknownTable.class, "nope"),
                    new Case("SELECT * FROM other.nope", UnknownTable.class, "other.nope"),
                    new Case("SELECT x.total FROM orders o", UnknownTable.class, "x"),
                    new Case("SELECT nope(1)", UnknownFunction.class, "nope"),
                    new Case("SELECT * FROM nope(1)", UnknownFunction.class, "nope"),
                    new Case("SELECT sum(status) FROM orders", UnknownFunction.class, "sum"),
                    new Case("SELECT abs('x') FROM orders", UnknownFunction.class, "abs"),
                    new Case(
                            "SELECT date_trunc('month', status) FROM orders",
                            UnknownFunction.class,
                            "date_trunc"),
                    new Case("SELECT 'x' > 5", WrongType.class, ""),
                    new Case("SELECT * FROM orders WHERE total = 'x'", WrongType.class, ""),
                    new Case("SELECT DATE '2025-13-01'", WrongType.class, ""),
                    new Case("SELECT status::INTEGER FROM orders", WrongType.class, ""),
                    new Case(
                            "SELECT * FROM orders WHERE newsletter + 1",
                            UnknownColumn.class,
                            "newsletter"),
                    new Case("SELECT order_date + 'x' FROM orders", WrongType.class, ""),
                    new Case("SELECT order_date = total FROM orders", WrongType.class, ""),
                    new Case("SELECT 1 +", Syntax.class, ""),
                    new Case("SELECT TOP 5 * FROM orders", Syntax.class, ""),
                    new Case("SELEC 1", Syntax.class, ""),
                    new Case("FROM read_text('/etc/hostname')", Denied.class, ""),
                    new Case("SET threads = 9", Denied.class, ""),
                    new Case("DROP TABLE orders", Denied.class, ""),
                    new Case("SELECT status, sum(total) FROM orders", Other.class, ""),
                    new Case("SELECT total FROM orders a, orders b", Other.class, ""));

    @Test
    void eachFailureOfTheEngineHasItsKindAndName() {
        try (var source = Sources.sample()) {
            for (Case it : CASES) {
                var failure = Sources.failure(source, it.sql(), Sources.LIMITS);
                assertThat(failure).as("%s: %s", it.sql(), failure).isInstanceOf(it.kind());
                assertThat(name(failure)).as("%s: %s", it.sql(), failure).isEqualTo(it.name());
            }
        }
    }

    private static String name(StatementFailure failure) {
        return switch (failure) {
            case UnknownColumn(String name, String message) -> name;
            case UnknownTable(String name, String message) -> name;
            case UnknownFunction(String name, String message) -> name;
            default -> "";
        };
    }

    @Test
    void aBrokenDatabaseIsDownAndWhatIsUnknownIsOther() {
        assertThat(
                        DuckDbMessages.read(
                                "FATAL Error: Failed: database has been invalidated because of a"
                                        + " previous fatal error."))
                .isInstanceOf(SourceDown.class);
        assertThat(DuckDbMessages.read("")).isEqualTo(new Other(""));
        assertThat(DuckDbMessages.read("null")).isEqualTo(new Other("null"));
    }

    @Test
    void aMessageIsItsFirstLineBoundedAndWithoutControlCharacters() {
        assertThat(DuckDbMessages.read("Parser Error: a\u0007b\u202e c\nLINE 1: SELECT secret"))
                .isEqualTo(new Syntax("Parser Error: a b c"));
        assertThat(DuckDbMessages.firstLine("x".repeat(5000))).hasSize(300).endsWith("…");
    }
}
