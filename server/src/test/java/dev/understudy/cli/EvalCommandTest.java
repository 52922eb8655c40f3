package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
    void whatCannotBeDoneIsSaid() throws Exception {
        var model = run("eval");
        assertThat(model.exitCode()).isEqualTo(2);
        assertThat(model.err()).contains("add --offline");
        var missing = run("eval", "--offline", "nowhere.yaml");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("nowhere.yaml cannot be read");
    }
}
