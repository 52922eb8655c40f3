package dev.understudy.agent.analysis;

import static dev.understudy.agent.analysis.Asking.PROSE;
import static dev.understudy.agent.analysis.Asking.ROWS;
import static dev.understudy.agent.analysis.Asking.SQL;
import static dev.understudy.agent.analysis.Asking.plan;
import static dev.understudy.agent.analysis.Asking.shop;
import static dev.understudy.data.result.Results.row;
import static dev.understudy.data.result.Results.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.agent.ShopCatalogue;
import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ResponseFormat;
import dev.understudy.chat.Role;
import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.result.Cell;
import dev.understudy.data.result.ResultTable.Truncation;
import dev.understudy.data.result.Results;
import dev.understudy.data.source.SourceState;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.Findings;
import dev.understudy.gateway.TeamAnswer;
import org.junit.jupiter.api.Test;

class DataAnalysisTeamTest {
    private static final TeamAnswer ANSWERED =
            new TeamAnswer.ByModel(DataAnalysisTeam.NAME, new Findings("sample", SQL, ROWS));

    @Test
    void aQuestionBecomesSqlThenRowsThenAnAnswerThatShowsBoth() throws Exception {
        var calls = new ScriptedCalls(plan(SQL), PROSE);
        assertThat(new Asking(shop().gives(ROWS)).ask(calls)).isEqualTo(ANSWERED);
        assertThat(calls.steps)
                .containsExactly(
                        new AgentStep.SqlWritten("sample", SQL),
                        new AgentStep.SqlRan("sample", 2, 12));
        assertThat(calls.said.toString())
                .isEqualTo(
                        """
                        Adler GmbH spent most, 182,345.50, before Birke AG.

                        | customer_name | spent |
                        | --- | ---: |
                        | Adler GmbH | 182,345.50 |
                        | Birke AG | 151,200.25 |

                        ```mermaid
                        %%{init: {"themeCSS": ".mermaid-tmp-group text {font-size: 233.33%}", \
                        "xyChart": {"plotReservedSpacePercent": 25}, \
                        "themeVariables": {"xyChart": {"backgroundColor": "transparent", \
                        "plotColorPalette": "#4f86c6"}}}}%%
                        xychart-beta
                            title "spent by customer name"
                            x-axis ["Adler GmbH", "Birke AG"]
                            y-axis "spent, thousands" 0 --> 200
                            bar [182.3455, 151.20025]
                        ```

                        **Source:** sample · **Rows:** 2 · **Time:** 12 ms

                        ```sql
                        SQL
                        ```\
                        """
                                .replace("SQL\n", SQL + "\n"));
    }

    @Test
    void thePlanIsAskedForBySchemaAndWithoutTools() throws Exception {
        var calls = new ScriptedCalls(plan(SQL), PROSE);
        new Asking(shop().gives(ROWS)).ask(calls);
        var request = calls.requests.getFirst();
        assertThat(request.tools()).isEmpty();
        assertThat(request.sampling().temperature()).isZero();
        assertThat(request.format())
                .isInstanceOfSatisfying(
                        ResponseFormat.JsonBySchema.class,
                        it ->
                                assertThat(it.schema())
                                        .contains(
                                                "\"source\":{\"type\":\"string\",\"enum\":[\"sample\"]}"));
        assertThat(calls.asked(0))
                .contains("Today is Tuesday, 2026-11-24", "DuckDB: LIMIT n", "customer_name");
        assertThat(request.messages()).hasSize(2);
    }

    @Test
    void aModelThatTalksAroundItsJsonIsUnderstood() throws Exception {
        var prosy =
                "<think>{\"kind\": \"clarify\"}</think>Sure! Here is the plan:\n```json\n{'kind': 'sql', 'sql': '"
                        + SQL.replace(" FROM", "\nFROM")
                        + "',}\n```\nI hope it helps {really}.";
        var calls = new ScriptedCalls(prosy, PROSE);
        var source = shop().gives(ROWS);
        assertThat(new Asking(source).ask(calls)).isInstanceOf(TeamAnswer.ByModel.class);
        assertThat(source.ran).containsExactly(SQL.replace(" FROM", "\nFROM"));
    }

    @Test
    void aModelThatKnowsNoJsonIsUnderstoodByItsBlockOfSql() throws Exception {
        var calls = new ScriptedCalls("This should do:\n```sql\n" + SQL + ";\n```", PROSE);
        var source = shop().gives(ROWS);
        assertThat(new Asking(source).ask(calls)).isInstanceOf(TeamAnswer.ByModel.class);
        assertThat(source.ran).containsExactly(SQL + ";");
    }

    @Test
    void anAmbiguousQuestionStatesItsAssumption() throws Exception {
        var calls = new ScriptedCalls(plan("sql", SQL, "Best means who *spent* most.", ""), PROSE);
        new Asking(shop().gives(ROWS)).ask(calls);
        assertThat(calls.said).contains("**Assumption:** Best means who *spent* most.");
        assertThat(calls.asked(1)).contains("Understood as: Best means who *spent* most.");
    }

    @Test
    void aQuestionThatMakesNoSenseIsAskedBackAndNothingIsRun() throws Exception {
        var calls = new ScriptedCalls(plan("clarify", "", "", "Which year do you mean?"));
        var source = shop();
        assertThat(new Asking(source).ask("And then?", calls))
                .isEqualTo(new TeamAnswer.ByModel(DataAnalysisTeam.NAME, null));
        assertThat(calls.said.toString()).isEqualTo("Which year do you mean?");
        assertThat(source.ran).isEmpty();
    }

    @Test
    void aQuestionThatTheDataCannotAnswerIsSaidToBeOne() throws Exception {
        var calls = new ScriptedCalls(plan("not_data", "", "", "There are no salaries."));
        new Asking(shop()).ask("What does Ann earn?", calls);
        assertThat(calls.said.toString())
                .isEqualTo(
                        "The data that I can reach does not answer this. There are no salaries.");
    }

    @Test
    void aFollowUpIsToldWhatWasAskedAndRunBefore() throws Exception {
        var answer =
                "Adler leads.\n\n| a | b |\n| --- | --- |\n| x | SECRET_CELL |\n\n```sql\nSELECT 1\nFROM orders\n```";
        var calls = new ScriptedCalls(plan(SQL), PROSE);
        new Asking(shop().gives(ROWS))
                .after(
                        ChatMessage.system("Speak like a pirate."),
                        ChatMessage.user("Best customers in 2024?"),
                        ChatMessage.assistant(answer))
                .ask("And in 2025?", calls);
        assertThat(calls.asked(0))
                .contains(
                        "Asked: Best customers in 2024?",
                        "SQL that was run: SELECT 1 FROM orders",
                        "Answered: Adler leads.",
                        "Question: And in 2025?")
                .doesNotContain("SECRET_CELL", "pirate");
        assertThat(calls.requests.get(1).messages().getFirst().text()).contains("pirate");
    }

    @Test
    void anEmptyResultIsSaidAsSuchAndNoModelIsAskedAboutIt() throws Exception {
        var calls = new ScriptedCalls(plan(SQL));
        var empty = table("customer_name|spent");
        assertThat(new Asking(shop().gives(empty)).ask(calls))
                .isEqualTo(
                        new TeamAnswer.ByModel(
                                DataAnalysisTeam.NAME, new Findings("sample", SQL, empty)));
        assertThat(calls.said.toString())
                .startsWith(
                        "No rows: nothing in the data matches.\n\n**Source:** sample · **Rows:** 0");
    }

    @Test
    void theSumOfNoRowsIsAnEmptyResultToo() throws Exception {
        var calls = new ScriptedCalls(plan(SQL));
        new Asking(shop().gives(table("sum", row(new Cell.Missing())))).ask(calls);
        assertThat(calls.said).startsWith("No rows:");
    }

    @Test
    void aHugeResultIsShownInPartAndSaidToBeCut() throws Exception {
        var rows = Results.many(1_000);
        var cut =
                new dev.understudy.data.result.ResultTable(
                        rows.columns(), rows.rows(), Truncation.ROWS);
        var calls = new ScriptedCalls(plan(SQL), "There are many names; the first has 10.");
        new Asking(shop().gives(cut)).ask(calls);
        assertThat(calls.said.toString())
                .contains(
                        "| name 50 | 500 |",
                        "… and 950 more rows. The database had more: only the first 1,000 rows were fetched.",
                        "**Rows:** 1,000 and more")
                .doesNotContain("| name 51 |", "mermaid");
        assertThat(calls.asked(1)).contains("the first 50 of 1000 rows; the database has more");
        assertThat(calls.asked(1).length()).isLessThan(8_000);
    }

    @Test
    void aSourceThatIsDownIsSaidAndTheOthersAnswer() throws Exception {
        var down =
                new ScriptedSource("crm", ShopCatalogue.SHOP)
                        .in(new SourceState.Down("connection refused"));
        var refused =
                new ScriptedSource("erp", ShopCatalogue.SHOP)
                        .in(new SourceState.Refused("its login can write"));
        var calls = new ScriptedCalls(plan(SQL), PROSE);
        new Asking(down, refused, shop().gives(ROWS)).ask(calls);
        assertThat(calls.said)
                .contains("**Not asked:** crm (connection refused), erp (its login can write)");
        assertThat(calls.asked(0)).doesNotContain("\"crm\"", "\"erp\"");
    }

    @Test
    void withoutAnySourceNoModelIsAsked() throws Exception {
        var calls = new ScriptedCalls();
        assertThat(new Asking().ask(calls))
                .isEqualTo(
                        new TeamAnswer.Limited(
                                DataAnalysisTeam.NAME,
                                null,
                                "No database can be asked at the moment."));
        assertThat(calls.said).contains("no source is configured");
        var down =
                new ScriptedSource("crm", ShopCatalogue.SHOP)
                        .in(new SourceState.Down("connection refused"));
        var again = new ScriptedCalls();
        new Asking(down).ask(again);
        assertThat(again.said)
                .contains("No database can be asked at the moment", "crm (connection refused)");
    }

    @Test
    void aSourceThatGoesDownWhileItIsAskedIsSaidAndNotRepaired() throws Exception {
        var calls = new ScriptedCalls(plan(SQL));
        var source = shop().fails(new StatementFailure.SourceDown("connection reset"));
        assertThat(new Asking(source).ask(calls))
                .isEqualTo(
                        new TeamAnswer.Limited(
                                DataAnalysisTeam.NAME,
                                null,
                                "sample cannot be asked at the moment."));
        assertThat(calls.said).contains("sample cannot be asked at the moment.");
    }

    @Test
    void ofSeveralSourcesTheModelChoosesOneByItsCatalogue() throws Exception {
        var crm =
                new ScriptedSource(
                        "crm",
                        new Catalogue(
                                "crm", Dialect.SQLSERVER, "dbo", ShopCatalogue.SHOP.tables()));
        var shop = shop();
        var calls =
                new ScriptedCalls(plan("SELECT TOP (2) x").replace("\"sample\"", "\"CRM\""), PROSE);
        var answer = new Asking(shop, crm.gives(ROWS)).ask(calls);
        assertThat(answer.findings()).isEqualTo(new Findings("crm", "SELECT TOP (2) x", ROWS));
        assertThat(shop.ran).isEmpty();
        assertThat(calls.asked(0))
                .contains(
                        "Source \"sample\", DuckDB",
                        "Source \"crm\", SQL Server",
                        "SELECT TOP (n)");
    }

    @Test
    void everyRequestFitsTheSmallestUsualWindow() throws Exception {
        var calls = new ScriptedCalls(plan(SQL), PROSE);
        var earlier = new ChatMessage[60];
        for (int turn = 0; turn < earlier.length; turn++) {
            earlier[turn] =
                    turn % 2 == 0
                            ? ChatMessage.user("Question %d? ".formatted(turn).repeat(100))
                            : ChatMessage.assistant("Answer %d. ".formatted(turn).repeat(100));
        }
        new Asking(shop().gives(ROWS)).after(earlier).ask("And now? ".repeat(2_000), calls);
        assertThat(calls.requests)
                .allSatisfy(request ->
                        assertThat(
                                        request.messages().stream()
                                                .mapToInt(it -> it.text().length())
                                                .sum())
                                .isLessThan(4 * 4_096));
        assertThat(calls.requests.getFirst().messages().getLast().role()).isEqualTo(Role.USER);
        assertThat(calls.asked(0).lines().toList())
                .anyMatch(it -> it.startsWith("Answered: Answer 59"));
    }
}
