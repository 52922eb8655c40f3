package dev.understudy.data.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Dialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.select.Select;
import org.junit.jupiter.api.Test;

/** Thousands of statements that nobody wrote. Repeat one run by {@code -Dseed=N}. */
class GuardFuzzTest {
    private static final int MUTANTS = 20_000;

    /** As many of the allowed ones are run: they take a millisecond each. */
    private static final int RUN = 2_000;

    private final long seed = Long.getLong("seed", System.identityHashCode(new Object()));
    private final Random random = new Random(seed);

    @Test
    void noMutantThrowsOrIsMoreThanOneQuery() throws JSQLParserException {
        System.out.println("GuardFuzzTest -Dseed=" + seed);
        var allowed = 0;
        for (var dialect : Dialect.values()) {
            var statements = statements(dialect);
            var catalogue = ShopCatalogue.of(dialect);
            for (var i = 0; i < MUTANTS / Dialect.values().length; i++) {
                var mutant = mutant(statements);
                if (ReadOnlyGuard.check(mutant, catalogue)
                        instanceof GuardVerdict.Allowed(var sql)) {
                    allowed++;
                    isOneQuery(sql.text(), dialect, mutant);
                }
            }
        }
        assertThat(allowed)
                .as("else nothing was tried, seed %d", seed)
                .isGreaterThan(MUTANTS / 100);
    }

    @Test
    void noAllowedMutantChangesADatabase() throws SQLException {
        System.out.println("GuardFuzzTest -Dseed=" + seed);
        var statements = statements(Dialect.DUCKDB);
        var catalogue = ShopCatalogue.of(Dialect.DUCKDB);
        try (var shop = new DuckDbShop()) {
            var before = shop.contents();
            var run = 0;
            for (var i = 0; i < MUTANTS && run < RUN; i++) {
                if (ReadOnlyGuard.check(mutant(statements), catalogue)
                        instanceof GuardVerdict.Allowed(var sql)) {
                    run++;
                    shop.tryOut(sql.text());
                }
            }
            assertThat(run).as("else nothing was tried, seed %d", seed).isGreaterThan(RUN / 10);
            assertThat(shop.contents()).as("seed %d", seed).isEqualTo(before);
        }
    }

    private static void isOneQuery(String sql, Dialect dialect, String mutant)
            throws JSQLParserException {
        var quoted = sql.replaceAll("(?i)\\b(final|prior|output|number|map|settings)\\b", "x");
        var parsed =
                CCJSqlParserUtil.parseStatements(
                        quoted, it -> it.withSquareBracketQuotation(dialect == Dialect.SQLSERVER));
        assertThat(parsed.size()).as(mutant).isEqualTo(1);
        assertThat(parsed.getFirst()).as(mutant).isInstanceOf(Select.class);
    }

    private static List<String> statements(Dialect dialect) {
        return Stream.concat(
                        StatementCorpus.attacks(dialect).stream(),
                        StatementCorpus.legitimate(dialect).stream())
                .map(StatementCorpus.Entry::sql)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    /** One to four changes of one statement, from pieces of others. */
    private String mutant(List<String> statements) {
        var mutant = any(statements);
        for (var i = random.nextInt(4); i >= 0; i--) mutant = changed(mutant, any(statements));
        return mutant;
    }

    private String changed(String sql, String other) {
        var words = new ArrayList<>(List.of(sql.split("(?<=\\W)|(?=\\W)")));
        var others = other.split("(?<=\\W)|(?=\\W)");
        var at = random.nextInt(words.size());
        switch (random.nextInt(9)) {
            case 0 -> words.remove(at);
            case 1 -> words.add(at, words.get(random.nextInt(words.size())));
            case 2 -> words.set(at, others[random.nextInt(others.length)]);
            case 3 -> words.add(at, others[random.nextInt(others.length)]);
            case 4 ->
                    words.add(
                            at,
                            "('\"`[];,.*-/#\\$@:%{}".substring(random.nextInt(20)).substring(0, 1));
            case 5 -> words.add(at, Character.toString(random.nextInt(0x3000)));
            case 6 -> words.add(at, "(" + other + ")");
            case 7 -> words.add(" " + other);
            default -> {
                var from = random.nextInt(others.length);
                words.addAll(at, List.of(others).subList(from, Math.min(others.length, from + 6)));
            }
        }
        return String.join("", words);
    }

    private String any(List<String> statements) {
        return statements.get(random.nextInt(statements.size()));
    }
}
