package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The command as users run it. */
class EvalCommandTest {
    @TempDir Path home = Path.of("");

    private Ran run(String... arguments) throws Exception {
        return Ran.with(home, Map.of(), "", arguments);
    }

    private String file(String reference) throws Exception {
        return Files.writeString(
                        home.resolve("own.yaml"),
                        """
                        name: mine
                        today: 2026-02-15
                        sample: shop
                        questions:
                          - ask: how many categories are there?
                            rows: [[%s]]
                        """
                                .formatted(reference))
                .toString();
    }

    @Test
    void theQuestionsThatComeWithTheProgramPassWithoutAnyModel() throws Exception {
        var ran = run("eval", "--offline", "--json");
        var json = new JsonMapper().readTree(ran.out());
        assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
        assertThat(json.path("passed").asBoolean()).isTrue();
        assertThat(json.path("wrong").asInt()).isZero();
        assertThat(json.path("right").asInt())
                .isGreaterThanOrEqualTo(json.path("answerable").asInt() * 8 / 10);
        assertThat(json.path("sets").size()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void aWrongAnswerIsShownWithItsStatementAndFails() throws Exception {
        var ran = run("eval", "--offline", file("7"));
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out())
                .contains("wrong: how many categories are there?")
                .contains("SELECT COUNT(*)")
                .contains("not passed: 0 of 1 right (0 %), 0 declined, 1 wrong");
        assertThat(run("eval", "--offline", file("6")).exitCode()).isZero();
    }

    @Test
    void withAModelTheAgentsAreAskedAndTheirRowsJudged() throws Exception {
        try (var upstream = Simulator.start()) {
            var environment = Map.of("OLLAMA_HOST", upstream.url());
            upstream.when(
                            request -> request.json().has("format"),
                            plan("SELECT COUNT(*) AS n FROM categories"))
                    .model("gpt-oss:120b-cloud", Behaviour.text("There are some."));

            var right = Ran.with(home, environment, "", "eval", file("6"));
            var wrong = Ran.with(home, environment, "", "eval", file("7"));

            assertThat(right.exitCode()).as(right.out() + right.err()).isZero();
            assertThat(wrong.exitCode()).isEqualTo(1);
            assertThat(wrong.out())
                    .contains("wrong: how many categories are there?", "FROM categories");
            assertThat(upstream.chatCount()).as("a plan and a prose for each").isEqualTo(4);
        }
    }

    @Test
    void whereNoModelAnswersNothingCountsAsItsAnswer() throws Exception {
        var environment = Map.of("OLLAMA_HOST", "127.0.0.1:1", "RETRY_DELAY_SECONDS", "0");

        var ran = Ran.with(home, environment, "", "eval", file("6"));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).contains("1 declined");
    }

    private static Behaviour plan(String sql) {
        return Behaviour.json(
                """
                {"kind":"sql","source":"mine","sql":"%s","assumption":"","message":"","chart":"auto"}\
                """
                        .formatted(sql));
    }

    @Test
    void whatCannotBeDoneIsSaid() throws Exception {
        var missing = run("eval", "--offline", "nowhere.yaml");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("there is no file nowhere.yaml");
    }
}
