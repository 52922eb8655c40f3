package dev.understudy.data.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Dialect;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuardCorpusTest {
    /**
     * Legitimate, and refused: the parser cannot read them, or JDBC would take a sign for its own.
     */
    private static final Map<Dialect, Set<String>> NOT_READ =
            Map.of(
                    Dialect.DUCKDB,
                    Set.of(
                            "semi join",
                            "anti join",
                            "division of whole numbers",
                            "printf",
                            "power by sign",
                            "sample",
                            "from first"),
                    Dialect.POSTGRESQL,
                    Set.of("json functions"),
                    Dialect.MARIADB,
                    Set.of("mathematics", "convert", "binary comparison"),
                    Dialect.SQLSERVER,
                    Set.of("subquery in top", "try_parse"));

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void noAttackPasses(Dialect dialect) {
        var catalogue = ShopCatalogue.of(dialect);
        var passed =
                StatementCorpus.attacks(dialect).stream()
                        .filter(it ->
                                ReadOnlyGuard.check(it.sql(), catalogue)
                                        instanceof GuardVerdict.Allowed)
                        .map(StatementCorpus.Entry::name)
                        .toList();
        assertThat(passed).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void legitimateQuestionsPassButForTheOnesThatAreListed(Dialect dialect) {
        var catalogue = ShopCatalogue.of(dialect);
        var legitimate = StatementCorpus.legitimate(dialect);
        var refused =
                legitimate.stream()
                        .filter(it ->
                                ReadOnlyGuard.check(it.sql(), catalogue)
                                        instanceof GuardVerdict.Refused)
                        .map(StatementCorpus.Entry::name)
                        .collect(Collectors.toSet());
        assertThat(refused).isEqualTo(NOT_READ.get(dialect));
        assertThat(refused.size())
                .as("at most one in twenty")
                .isLessThanOrEqualTo(legitimate.size() / 20);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void theCorporaAreLargeAndTheirNamesDiffer(Dialect dialect) {
        var attacks = StatementCorpus.attacks(dialect);
        var legitimate = StatementCorpus.legitimate(dialect);
        assertThat(attacks).hasSizeGreaterThanOrEqualTo(150);
        assertThat(StatementCorpus.ownAttacks(dialect)).hasSizeGreaterThanOrEqualTo(80);
        assertThat(legitimate).hasSizeGreaterThanOrEqualTo(100);
        assertThat(names(attacks)).doesNotHaveDuplicates();
        assertThat(names(legitimate)).doesNotHaveDuplicates();
        assertThat(attacks).allSatisfy(it -> assertThat(it.name()).contains(": "));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void anAttackThatRepeatsALegitimateQuestionWouldBeAMistake(Dialect dialect) {
        var legitimate =
                StatementCorpus.legitimate(dialect).stream()
                        .map(StatementCorpus.Entry::sql)
                        .toList();
        assertThat(StatementCorpus.attacks(dialect)).noneMatch(it -> legitimate.contains(it.sql()));
    }

    private static List<String> names(List<StatementCorpus.Entry> entries) {
        return entries.stream().map(StatementCorpus.Entry::name).toList();
    }
}
