package dev.understudy.web;

import static dev.understudy.web.RunningApi.ANSWERED;
import static dev.understudy.web.RunningApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.result.Cell;
import dev.understudy.data.result.Chart;
import dev.understudy.data.result.ResultTable;
import dev.understudy.data.result.ResultTable.Truncation;
import dev.understudy.execution.Outcome;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.Findings;
import dev.understudy.notice.NoticeMark;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client of {@code autogen-agents} gets. */
class AgentAnswersTest {
    private static final String TEAM = "Data Analysis Team";
    private static final String SQL = "SELECT name, spent, since FROM customers";
    private static final String QUESTION =
            """
            {"model":"autogen-agents","messages":[{"role":"user","content":"Top customers?"}]}\
            """;
    private static final String STREAMED = QUESTION.replace("{\"model", "{\"stream\":true,\"model");
    private static final ResultTable TABLE =
            new ResultTable(
                    List.of("name", "spent", "since"),
                    List.of(
                            List.of(
                                    new Cell.Text("Amber Bakery", false),
                                    new Cell.Numeric(new BigDecimal("1234.50")),
                                    new Cell.Date(LocalDate.of(2025, 3, 1))),
                            List.of(
                                    new Cell.Missing(),
                                    new Cell.Bool(true),
                                    new Cell.Numeric(BigDecimal.TEN))),
                    Truncation.NONE);

    private RunningApi api;

    @BeforeEach
    void start() throws Exception {
        api = RunningApi.open();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static void data(ScriptedQueries.Play play) {
        play.step(new AgentStep.Routed(TEAM))
                .step(new AgentStep.SqlWritten("shop", SQL))
                .step(new AgentStep.SqlRan("shop", 2, 12))
                .step(new AgentStep.Answering())
                .text("Amber Bakery leads.")
                .end(ANSWERED, TEAM, new Findings("shop", SQL, TABLE), RunningApi.quota(15));
    }

    @Test
    void stepsStandInTheAnswerInOrderAndAreGoneFromTheHistory() throws Exception {
        api.queries.script(AgentAnswersTest::data);

        var content = SseReading.of(api.ask(STREAMED).body()).content();

        assertThat(content)
                .containsSubsequence(
                        "🎯 SupervisorAgent",
                        "Routing to: Data Analysis Team",
                        "SQL for shop",
                        "2 rows from shop",
                        "✅ Answer",
                        "Amber Bakery leads.",
                        "Usage: 15/1000 requests (1.5%)");
        assertThat(NoticeMark.strip(content).strip()).isEqualTo("Amber Bakery leads.");
    }

    @Test
    void openWebUiSeesStepsAsStatusAndTheLastOneEndsIt() throws Exception {
        api.queries.script(AgentAnswersTest::data);

        var stream = SseReading.of(api.ask(STREAMED, "X-OpenWebUI-User-Id", "u1").body());

        assertThat(stream.events().stream().map(it -> it.at("/event/data/description").asString()))
                .containsExactly(
                        "🎯 SupervisorAgent: Routing to: Data Analysis Team",
                        "📝 SQL for shop: " + SQL,
                        "📊 2 rows from shop in 12 ms",
                        "✅ Answer");
        assertThat(stream.events().getLast().at("/event/data/done").asBoolean()).isTrue();
        assertThat(NoticeMark.strip(stream.content()).strip()).isEqualTo("Amber Bakery leads.");
    }

    @Test
    void theRowsAreJsonWithNumbersAsNumbers() throws Exception {
        api.queries.script(AgentAnswersTest::data);

        var told = json(api.ask(QUESTION)).path("understudy");

        assertThat(told.path("routed_to").asString()).isEqualTo(TEAM);
        assertThat(told.path("sql").asString()).isEqualTo(SQL);
        assertThat(told.path("columns").toString()).isEqualTo("[\"name\",\"spent\",\"since\"]");
        assertThat(told.path("rows").toString())
                .isEqualTo("[[\"Amber Bakery\",1234.5,\"2025-03-01\"],[null,true,10]]");
    }

    @Test
    void aStreamDoesNotRepeatRowsThatWouldMakeItsLastLineTooLong() throws Exception {
        var row = List.<Cell>of(new Cell.Text("x".repeat(1_000), false));
        var many = new ResultTable(List.of("c"), Collections.nCopies(200, row), Truncation.NONE);
        api.queries.script(play ->
                play.text("Many.")
                        .end(ANSWERED, TEAM, new Findings("shop", SQL, many), RunningApi.quota(1)));

        var told = SseReading.of(api.ask(STREAMED).body()).finish().path("understudy");

        assertThat(told.path("rows")).isEmpty();
        assertThat(told.path("rows_omitted").asInt()).isEqualTo(200);
        assertThat(json(api.ask(QUESTION)).at("/understudy/rows")).hasSize(200);
    }

    private static final Chart CHART =
            new Chart(
                    Chart.Kind.BAR,
                    "name",
                    "spent",
                    List.of(
                            new Chart.Point("Amber <Bakery>", new BigDecimal("12")),
                            new Chart.Point("Cafe", new BigDecimal("7"))));

    private static void drawn(ScriptedQueries.Play play) {
        play.text("Before.\n\n").chart(CHART).text("After.").end(ANSWERED);
    }

    @Test
    void openWebUiDrawsAChartItself() throws Exception {
        api.queries.script(AgentAnswersTest::drawn);

        var stream = SseReading.of(api.ask(STREAMED, "X-OpenWebUI-User-Id", "u1").body());

        assertThat(stream.content())
                .containsSubsequence("Before.", "```mermaid\n", "xychart", "```\n\nAfter.");
    }

    @Test
    void othersFetchAChartAsAPictureThatRunsNothing() throws Exception {
        api.queries.script(AgentAnswersTest::drawn);

        var content = json(api.ask(QUESTION)).at("/choices/0/message/content").asString();

        var url =
                Pattern.compile(
                                "!\\[spent by name\\]\\(http://127.0.0.1:%d(/charts/[0-9a-f]{32}\\.svg)\\)"
                                        .formatted(api.port()))
                        .matcher(content);
        assertThat(url.find()).as(content).isTrue();
        assertThat(content).doesNotContain("mermaid");
        var picture = api.get(url.group(1));
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("Content-Type"))
                .hasValue("image/svg+xml; charset=utf-8");
        assertThat(picture.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(picture.body()).startsWith("<svg").contains("Amber &lt;Bakery&gt;");
        assertThat(api.get("/charts/q1.svg").statusCode()).isEqualTo(404);
        assertThat(api.get("/charts/").statusCode()).isEqualTo(404);
    }

    @Test
    void aSpentQuotaIsSaidInTheChat() throws Exception {
        var spent = new Outcome.QuotaSpent(RunningApi.quota(1000));
        api.queries.script(play -> play.end(spent));

        var stream = SseReading.of(api.ask(STREAMED).body());

        assertThat(stream.content())
                .contains("Daily API Quota Exceeded", "You've used 1000/1000 requests today.");
        assertThat(stream.finish().at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(stream.finish().at("/understudy/success").asBoolean(true)).isFalse();
        assertThat(stream.done()).isTrue();
        assertThat(api.ask(QUESTION).statusCode()).isEqualTo(429);
    }
}
