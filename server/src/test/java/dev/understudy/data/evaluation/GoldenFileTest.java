package dev.understudy.data.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of questions that users write. */
class GoldenFileTest {
    @TempDir Path folder = Path.of("");

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("own.yaml"), yaml);
    }

    private SetResult asked(String yaml) throws Exception {
        var set = GoldenFile.of(file(yaml)).getFirst();
        return Evaluation.of(set, new OfflineAnswerer(), SystemTime.ticker());
    }

    @Test
    void questionsAboutAUsersOwnTablesAreAskedAndJudged() throws Exception {
        Files.createDirectory(folder.resolve("tables"));
        Files.writeString(
                folder.resolve("tables/sales.csv"),
                "sale_date,shop,amount\n2026-01-02,North,10.5\n2026-01-03,South,4\n2026-02-01,North,1\n");
        var result =
                asked(
                        """
                        name: mine
                        today: 2026-02-15
                        data: tables
                        questions:
                          - ask: total amount by shop
                            rows: [[North, 11.5], [South, 4]]
                          - ask: sum of amount in January 2026
                            sql: SELECT sum(amount) FROM sales WHERE sale_date < '2026-02-01'
                          - ask: total amount by month
                            rows: [["2026-01", 14.5], ["2026-02", 2]]
                          - ask: how are we doing?
                            offline: decline
                        """);
        assertThat(result.right()).as("%s", result.verdicts()).isEqualTo(2);
        assertThat(result.wrong()).isEqualTo(1);
        assertThat(result.declinedAsWanted()).isEqualTo(1);
        assertThat(SetResult.passed(List.of(result))).isFalse();
    }

    @Test
    void aFileThatCannotBeUsedSaysWhatIsWrongAndWhere() throws IOException {
        var wrong =
                Map.of(
                        "name: x\ntoday: 2026-01-01\nsample: shop\nquestions: []\n",
                        "own.yaml: there are no questions",
                        "name: x\ntoday: soon\nsample: shop\nquestions:\n  - ask: a\n",
                        "own.yaml: today should be a day, as 2026-11-15",
                        "name: x\ntoday: 2026-01-01\nsample: shop\nquestions:\n  - ask: a\n",
                        "own.yaml, question 1: say what is right",
                        "name: x\ntoday: 2026-01-01\nquestions:\n  - {ask: a, sql: b}\n",
                        "own.yaml: say where the data is",
                        "name: x\ntoday: 2026-01-01\nsample: shop\nquestions:\n  - {ask: a, sqll: b}\n",
                        "own.yaml, question 1: unknown field sqll",
                        "a: [",
                        "own.yaml is not valid YAML");
        for (var entry : wrong.entrySet()) {
            var file = file(entry.getKey());
            assertThatThrownBy(() -> GoldenFile.of(file))
                    .isInstanceOf(UnreadableSetException.class)
                    .hasMessageStartingWith(entry.getValue());
        }
    }

    @Test
    void aReferenceThatDoesNotRunIsSaidInsteadOfJudged() {
        assertThatThrownBy(() ->
                        asked(
                                """
                                name: mine
                                today: 2026-02-15
                                sample: shop
                                questions:
                                  - ask: how many customers are there?
                                    sql: SELECT count(*) FROM clients
                                """))
                .isInstanceOf(UnreadableSetException.class)
                .hasMessageContaining("the reference does not run");
    }
}
