package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandLineTest {
    /** Nothing listens on port 1. */
    private static final String NO_OLLAMA = "127.0.0.1:1";

    @TempDir Path home;

    private Ran run(String... arguments) throws Exception {
        return Ran.with(home, environment(NO_OLLAMA), "", arguments);
    }

    private static Map<String, String> environment(String ollama) {
        var environment = new HashMap<String, String>();
        environment.put("OLLAMA_HOST", ollama);
        environment.put("RETRY_DELAY_SECONDS", "0");
        return environment;
    }

    private static JsonNode json(Ran ran) {
        return new JsonMapper().readTree(ran.out());
    }

    @Test
    void arithmeticIsAnsweredWithoutAnyModel() throws Exception {
        var ran = run("ask", "What is 15% of 850?");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("127.5").contains("no model was used");
    }

    @Test
    void aQuestionAboutTheSampleIsAnsweredWithoutAnyModel() throws Exception {
        var ran = run("ask", "Show me top 5 customers");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .contains("SELECT", "LIMIT 5", "No model was used.")
                .doesNotContain("mermaid");
        assertThat(ran.out().lines().filter(line -> line.startsWith("| ")))
                .as("head, rule and 5 rows")
                .hasSize(7);
        assertThat(ran.err()).contains("Routing to: Data Analysis Team");
    }

    @Test
    void rowsAsJsonAreRankedAndNumbersAreNumbers() throws Exception {
        var ran = run("ask", "--json", "Show me top 5 customers");

        assertThat(ran.exitCode()).isZero();
        var answer = json(ran);
        assertThat(answer.path("outcome").asString()).isEqualTo("answered_offline");
        assertThat(answer.path("model_used").isNull()).isTrue();
        assertThat(answer.path("routed_to").asString()).isEqualTo("Data Analysis Team");
        assertThat(answer.path("sql").asString()).contains("LIMIT 5");
        var spent = answer.path("rows").valueStream().map(row -> row.path(1)).toList();
        assertThat(spent).hasSize(5).allMatch(JsonNode::isNumber);
        assertThat(spent.stream().map(JsonNode::decimalValue))
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(answer.path("quota_status").path("used").asInt(-1)).isZero();
    }

    @Test
    void whatIsNotUnderstoodWithoutAModelIsNamed() throws Exception {
        var ran = run("ask", "Show me the frobnication of customers");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("frobnication");
    }

    @Test
    void theGoldenSetIsRightOrDeclinedAndNeverWrong() throws Exception {
        var ran = run("eval", "--offline");

        assertThat(ran.exitCode()).as(ran.out()).isZero();
        assertThat(ran.out()).contains("0 wrong");
    }

    @Test
    void aPartOfTheFaultMatrixIsPlayedAndReportedAsJson() throws Exception {
        var ran = run("drill", "--json", "matrix/http-401/*/whole");

        assertThat(ran.exitCode()).as(ran.out()).isZero();
        var report = json(ran);
        assertThat(report.path("passed").asBoolean()).isTrue();
        assertThat(report.path("scenarios")).isEmpty();
        assertThat(report.path("cases").valueStream().map(one -> one.path("name").asString()))
                .containsExactly(
                        "matrix/http-401/cloud/before/whole/ollama",
                        "matrix/http-401/cloud/before/whole/openai",
                        "matrix/http-401/both/before/whole/ollama",
                        "matrix/http-401/both/before/whole/openai");
        assertThat(report.at("/cases/0/promises/0/promised").asString())
                .isEqualTo("C access denied (HTTP 401), L ok");
    }

    @Test
    void theFaultMatrixEndsWithATable() throws Exception {
        var ran = run("drill", "matrix/http-401", "matrix/http-402");

        assertThat(ran.exitCode()).as(ran.out()).isZero();
        assertThat(ran.out())
                .contains("16 of 16 passed")
                .containsPattern("(?m)^  http-401 +✓✓ +✓✓ +✓✓ +✓✓$")
                .doesNotContain("\u001b");
    }

    @Test
    void filesAreAskedAboutAsTables() throws Exception {
        var file = Files.writeString(home.resolve("sales.csv"), "city,amount\nRiga,10\nOslo,32\n");

        var ran = run("ask", "--data", file.toString(), "What is the total amount?");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("42");
    }

    @Test
    void aDataFileThatIsNotThereIsWrongUse() throws Exception {
        var ran = run("ask", "--data", home.resolve("nope.csv").toString(), "total amount");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("no file or folder", "nope.csv");
    }

    @Test
    void aFolderWithoutDataIsSaid() throws Exception {
        var empty = Files.createDirectory(home.resolve("empty"));

        var ran = run("ask", "--data", empty.toString(), "total amount");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("The source files cannot be asked", "empty");
    }

    @Test
    void theAnswerAsJsonSaysThatNoModelWasUsedAndNothingElseIsPrinted() throws Exception {
        var ran = run("ask", "--json", "What is 15% of 850?");

        assertThat(ran.exitCode()).isZero();
        var answer = json(ran);
        assertThat(answer.path("outcome").asString()).isEqualTo("answered_offline");
        assertThat(answer.path("model_used").isNull()).isTrue();
        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(answer.path("response").asString()).contains("127.5");
        assertThat(answer.path("quota_status").path("used").asInt(-1)).isZero();
    }

    @Test
    void whatCannotBeComputedFailsWithWhatToDo() throws Exception {
        var ran = run("ask", "Who wrote Faust?");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("No model could answer").doesNotContain("Exception");
    }

    @Test
    void offlineAnswersCanBeSwitchedOff() throws Exception {
        var ran = run("ask", "--set", "OFFLINE_ANSWERS=false", "What is 15% of 850?");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void aModelsAnswerIsCleanTextOnStandardOutput() throws Exception {
        try (var upstream = Simulator.start()) {
            upstream.model("gpt-oss:120b-cloud", Behaviour.text("Grüße, 世界"));

            var ran = Ran.with(home, environment(upstream.url()), "", "ask", "hello", "there");

            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out()).isEqualTo("Grüße, 世界" + System.lineSeparator());
            assertThat(ran.err()).contains("Usage: 1/1000 requests (0.1%)");
            assertThat(upstream.chats().getFirst().body()).contains("hello there");
        }
    }

    @Test
    void theQuestionMayComeFromStandardInput() throws Exception {
        var ran = Ran.with(home, environment(NO_OLLAMA), "12 * 12\n", "ask", "-");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("144");
    }

    @Test
    void theFallbackAnswersAndItsNoticeStandsBesideTheAnswer() throws Exception {
        try (var upstream = Simulator.start()) {
            upstream.model("gpt-oss:120b-cloud", Behaviour.error(502))
                    .model("llama3.2:3b", Behaviour.text("local"));

            var ran = Ran.with(home, environment(upstream.url()), "", "ask", "hello");

            assertThat(ran.out()).isEqualTo("local" + System.lineSeparator());
            assertThat(ran.err())
                    .contains("Notice: Using Fallback Model")
                    .contains("Usage: 2/1000");
        }
    }

    @Test
    void aWrongSettingAndAnUnknownOneAreNamedWithRangeAndNearestKey() throws Exception {
        var ran = run("config", "--set", "MAX_TOKENS=many", "--set", "OLAMA_HOST=x");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("MAX_TOKENS", "many", "OLAMA_HOST", "OLLAMA_HOST");
    }

    @Test
    void configShowsWhereValuesComeFromAndNoSecret() throws Exception {
        Files.writeString(home.resolve(".env"), "OPENWEBUI_API_KEY=hush-hush\nMAX_TOKENS=4000\n");

        var ran = run("config", "--json");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).doesNotContain("hush-hush").contains("***");
        var tokens = json(ran).path("settings").path("MAX_TOKENS");
        assertThat(tokens.path("value").asInt()).isEqualTo(4000);
        assertThat(tokens.path("source").asString()).contains(".env line 2");
    }

    @Test
    void anUnknownModelAndAnUnknownOptionAreWrongUse() throws Exception {
        var model = run("ask", "--model", "nope", "hello");
        var option = run("ask", "--colour", "hello");

        assertThat(model.exitCode()).isEqualTo(2);
        assertThat(model.err()).contains("nope", "gpt-oss:120b-cloud", "llama3.2:3b");
        assertThat(option.exitCode()).isEqualTo(2);
    }

    @Test
    void usageIsShownFromTheLedger() throws Exception {
        run("ask", "What is 15% of 850?");
        var ran = run("usage", "--json");
        var text = run("usage");

        assertThat(json(ran).path("requests_today").asInt(-1)).isZero();
        assertThat(text.out()).contains("Today: 0/1000 requests (0.0%)");
    }

    @Test
    void usageIsShownDayByDayAsJsonAsCsvAndAsATable() throws Exception {
        var json = run("usage", "--json", "--days", "3", "--by", "model");
        var csv = run("usage", "--csv", "--days", "3");
        var table = run("usage", "--days", "3");
        var wrong = run("usage", "--days", "367");

        assertThat(json(json).path("by").asString()).isEqualTo("model");
        assertThat(json(json).path("days")).hasSize(3);
        assertThat(csv.out().lines()).hasSize(4);
        assertThat(table.out().lines().filter(line -> line.matches("\\d{4}-\\d\\d-\\d\\d  .*")))
                .hasSize(3);
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("1..366");
    }

    @Test
    void theLedgerIsCopiedAndChecked() throws Exception {
        var none = run("ledger", "check");
        run("ask", "What is 15% of 850?");
        var copied = run("ledger", "backup", home.resolve("copy.db").toString());
        var again = run("ledger", "backup", home.resolve("copy.db").toString());
        var checked = run("ledger", "check", "--json", home.resolve("copy.db").toString());

        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("there is no ledger").doesNotContain("\tat ");
        assertThat(copied.exitCode()).as(copied.err()).isZero();
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("is there already").doesNotContain("\tat ");
        assertThat(checked.exitCode()).as(checked.err()).isZero();
        assertThat(json(checked).path("well").asBoolean()).isTrue();
    }

    @Test
    void statusWithoutAServerSaysHowToStartOne() throws Exception {
        var ran = run("status", "--url", "http://" + NO_OLLAMA);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("understudy serve").doesNotContain("Exception");
    }

    @Test
    void anOpenDoorWithoutAKeyIsNotServed() throws Exception {
        var ran = run("serve", "--host", "0.0.0.0", "--port", "0");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("OPENWEBUI_API_KEY").doesNotContain("\tat ");
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = String.valueOf(taken.getLocalPort());

            var ran = run("serve", "--port", port);

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err()).contains(port, "MCP_SERVER_PORT").doesNotContain("\tat ");
        }
    }

    @Test
    void everyDrillKeepsItsPromises() throws Exception {
        var ran = run("drill", "--json");

        assertThat(ran.exitCode()).as(ran.out()).isZero();
        var scenarios = json(ran).path("scenarios");
        assertThat(scenarios.valueStream().map(one -> one.path("name").asString()))
                .containsExactly(
                        "normal",
                        "cloud-fails",
                        "quota-warning",
                        "quota-spent",
                        "recovery",
                        "both-down",
                        "data-question",
                        "data-cloud-fails",
                        "data-sql-repaired");
        assertThat(scenarios.valueStream()).allMatch(one -> one.path("passed").asBoolean());
    }

    @Test
    void anUnknownDrillIsWrongUse() throws Exception {
        var ran = run("drill", "nonsense");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("nonsense", "cloud-fails");
    }
}
