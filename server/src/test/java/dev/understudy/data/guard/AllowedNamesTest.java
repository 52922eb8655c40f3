package dev.understudy.data.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AllowedNamesTest {
    /** Functions that must never get onto a list, however somebody may need them. */
    private static final Pattern NEVER =
            Pattern.compile(
                    "pg_.*|lo_.*|dblink.*|xp_.*|sp_.*|fn_.*|sys.*exec.*|sys_.*|.*sleep.*|benchmark|.*_file|load.*|read_.*"
                            + "|.*_scan|.*sniff.*|glob|getenv|query|query_.*|.*_to_xml.*|duckdb_.*|pragma_.*|.*secret.*|open.*"
                            + "|.*_lock.*|lock.*|set_config|current_setting|getvariable|nextval|currval|setval|lastval|last_insert_id"
                            + "|.*session.*|.*_user|user.*|suser.*|version|database|db_.*|object_.*|extractvalue|updatexml"
                            + "|ts_stat|crosstab|error|write_.*|txid.*|inet_.*|has_.*|password|pwd.*|decrypt.*|.*execute.*");

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void nothingDangerousIsOnAList(Dialect dialect) {
        var names = AllowedNames.of(dialect);
        assertThat(Stream.concat(names.functions().stream(), names.tableFunctions().stream()))
                .noneMatch(it -> NEVER.matcher(it).matches());
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void whatAQueryNeedsIsOnTheLists(Dialect dialect) {
        var names = AllowedNames.of(dialect);
        assertThat(names.functions())
                .contains("count", "sum", "avg", "min", "max", "coalesce", "round", "upper");
        assertThat(names.types()).contains("integer", "decimal", "date", "varchar");
        assertThat(names.words()).contains("into", "create");
        assertThat(names.words())
                .doesNotContain(
                        "select", "from", "where", "with", "current", "fetch", "for", "order");
        assertThat(names.systemWords()).contains("current_user");
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aNameStandsInOneFileOnce(Dialect dialect) {
        var common = functionsIn("common.txt");
        var own = functionsIn(Names.lower(dialect.name()) + ".txt");
        assertThat(own).doesNotHaveDuplicates().doesNotContainAnyElementsOf(common);
        assertThat(common).doesNotHaveDuplicates();
    }

    private static List<String> functionsIn(String file) {
        var names = new ArrayList<String>();
        var inside = false;
        for (var line : ListFile.lines(file)) {
            if (line.startsWith("[")) inside = line.equals("[functions]");
            else if (inside) names.addAll(List.of(line.split(" ")));
        }
        return names;
    }
}
