package dev.understudy.agent.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.result.ChartWish;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanReaderTest {
    private static final Plan SELECT = new Plan.Sql("", "SELECT 1", "", ChartWish.AUTO);

    @Test
    void aPlanIsFoundInWhateverModelsPutAroundIt() {
        for (var reply :
                List.of(
                        "{\"kind\":\"sql\",\"sql\":\"SELECT 1\"}",
                        "{\"sql\":\"SELECT 1\"}",
                        "```json\n{\"kind\":\"sql\",\"sql\":\"SELECT 1\"}\n```",
                        "Sure: {\"kind\":\"SQL\",\"sql\":\"SELECT 1\"} Anything else?",
                        "{} {not json} {\"sql\":\"SELECT 1\"}",
                        "{kind: 'sql', sql: 'SELECT 1',}",
                        "{\"sql\":\"```sql\\nSELECT 1\\n```\"}",
                        "{\"kind\":\"sql\", // a comment\n \"sql\":\"SELECT 1\"}",
                        "<think>{\"sql\":\"SELECT 2\"}</think>{\"sql\":\"SELECT 1\"}",
                        "Here:\n```sql\nSELECT 1\n```",
                        "```\nSELECT 1\n```")) {
            assertThat(PlanReader.read(reply)).as(reply).isEqualTo(SELECT);
        }
    }

    @Test
    void lineBreaksWithinStringsAreForgiven() {
        assertThat(PlanReader.read("{\"sql\":\"SELECT 1\nFROM t\"}"))
                .isEqualTo(new Plan.Sql("", "SELECT 1\nFROM t", "", ChartWish.AUTO));
    }

    @Test
    void allFieldsAreRead() {
        assertThat(
                        PlanReader.read(
                                "{\"kind\":\"sql\",\"source\":\"crm\",\"sql\":\"SELECT 1\",\"assumption\":\"so\",\"chart\":\"pie\"}"))
                .isEqualTo(new Plan.Sql("crm", "SELECT 1", "so", ChartWish.PIE));
        assertThat(PlanReader.read("{\"kind\":\"clarify\",\"message\":\"Which?\"}"))
                .isEqualTo(new Plan.Clarify("Which?"));
        assertThat(PlanReader.read("{\"kind\":\"not_data\"}")).isEqualTo(new Plan.NotData(""));
    }

    @Test
    void whatIsNoPlanSaysWhatIsWrong() {
        record Case(String reply, String problem) {}
        for (var it :
                List.of(
                        new Case("", "empty"),
                        new Case("No.", "no complete JSON object"),
                        new Case("{\"kind\":\"sql\",\"sql\":\"SEL", "no complete JSON object"),
                        new Case("{\"kind\":\"sql\",\"sql\":\" \"}", "\"sql\" is empty"),
                        new Case("{\"kind\":\"clarify\",\"message\":\"\"}", "\"message\" is empty"),
                        new Case("{\"kind\":\"dance\"}", "\"kind\" must be"),
                        new Case("{\"sql\":\"" + "x".repeat(20_001) + "\"}", "longer than"),
                        new Case("{".repeat(100_000), "no complete JSON object"),
                        new Case("[1,2]", "no complete JSON object"))) {
            assertThat(PlanReader.read(it.reply()))
                    .as(it.problem())
                    .isInstanceOfSatisfying(
                            Plan.Unreadable.class,
                            plan -> assertThat(plan.problem()).contains(it.problem()));
        }
    }
}
