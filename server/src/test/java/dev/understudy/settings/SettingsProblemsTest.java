package dev.understudy.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsProblemsTest {
    @TempDir Path root;
    ConfiguredFolder folder;

    @BeforeEach
    void folder() {
        folder = new ConfiguredFolder(root);
    }

    @Test
    void reportsEverythingOfEverySourceTogether() {
        folder.flag("MAX_TOKENS", "many")
                .flag("MAX_TOKEN", "5")
                .environment("LOG_LEVEL", "loud")
                .dotenv("TEMPERATURE=hot\n\nAPI_QUOTA_DIALY_LIMIT=7")
                .yaml("enable_fallback: maybe\nmodels: none");

        assertThat(folder.failure())
                .hasMessage(
                        """
                        the configuration has 7 problems:
                          MAX_TOKEN (flag --set): no such setting; did you mean MAX_TOKENS?
                          API_QUOTA_DIALY_LIMIT (.env line 3): no such setting; did you mean API_QUOTA_DAILY_LIMIT?
                          LOG_LEVEL (environment): must be one of TRACE, DEBUG, INFO, WARNING, ERROR, found "loud"
                          ENABLE_FALLBACK (understudy.yaml line 1): must be true or false, found "maybe"
                          MAX_TOKENS (flag --set): must be a whole number 1..1000000, found "many"
                          TEMPERATURE (.env line 1): must be a number 0..2, found "hot"
                          models (understudy.yaml line 2): must be a list of models, found a value
                        files read: %s, %s\
                        """
                                .formatted(
                                        folder.working.resolve(".env"),
                                        folder.working.resolve("understudy.yaml")));
    }

    @Test
    void ignoresWhatItDoesNotKnowInTheEnvironment() {
        folder.environment("MAX_TOKEN", "5").environment("PATH", "/bin");

        assertThat(folder.load().get(ContextSettings.MAX_TOKENS)).isEqualTo(8000);
    }

    @Test
    void reportsAWrongValueThatAStrongerSourceHides() {
        folder.flag("MAX_TOKENS", "5").dotenv("MAX_TOKENS=many");

        assertThat(folder.problems())
                .containsExactly(
                        "MAX_TOKENS (.env line 1): must be a whole number 1..1000000, found \"many\"");
    }

    @Test
    void refusesAKeyThatStandsTwiceInAFileOrFlags() {
        folder.flag("MAX_TOKENS", "1")
                .flag("max_tokens", "1")
                .dotenv("TEMPERATURE=1\ntemperature=1")
                .yaml("log_level: info\nLOG_LEVEL: info");

        assertThat(folder.problems())
                .containsExactly(
                        "MAX_TOKENS (flag --set): set twice, first in flag --set",
                        "TEMPERATURE (.env line 2): set twice, first in .env line 1",
                        "LOG_LEVEL (understudy.yaml line 2): set twice, first in understudy.yaml"
                                + " line 1");
    }

    @Test
    void neverQuotesASecret() {
        folder.environment("LEDGER_URL", "hunter2")
                .dotenv("SECRET_KY=hunter2\nhunter2\nOLLAMA_HOST=http://me:hunter2@host")
                .yaml("models:\n- {id: a, metered: true, key: [hunter2]}\n- hunter2");

        assertThat(folder.failure().problems()).hasSize(6);
        assertThat(folder.failure().getMessage()).doesNotContain("hunter2");
    }

    @Test
    void keepsAValueOnOneShortLine() {
        folder.flag("MAX_TOKENS", "\u001b[31m\n" + "x".repeat(500));

        assertThat(folder.problems())
                .singleElement()
                .asString()
                .contains("\\u001b[31m\\u000axxx")
                .hasSizeLessThan(250)
                .doesNotContain("\n");
    }

    @Test
    void showsFiftyProblemsAndCountsTheRest() {
        folder.dotenv(
                IntStream.range(0, 60)
                        .mapToObj("UNKNOWN_%d=1"::formatted)
                        .collect(Collectors.joining("\n")));

        assertThat(folder.failure().problems()).hasSize(60);
        assertThat(folder.failure().toString().lines()).hasSize(1 + 50 + 1 + 1);
        assertThat(folder.failure()).hasMessageContaining("and 10 more");
    }

    @Test
    void takesAFileWithAByteOrderMarkAndWindowsLineEnds() {
        folder.dotenv("\uFEFFMAX_TOKENS=5\r\nOLLAMA_MODEL=model-x\r\n");

        var settings = folder.load();

        assertThat(settings.get(ContextSettings.MAX_TOKENS)).isEqualTo(5);
        assertThat(settings.get(ModelSettings.OLLAMA_MODEL)).isEqualTo("model-x");
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        Files.write(
                folder.working.resolve(".env"), "MAX_TOKENS=5".getBytes(StandardCharsets.UTF_16));

        assertThat(folder.problems())
                .containsExactly(
                        folder.working.resolve(".env") + ": not UTF-8; save it in that encoding");
    }

    @Test
    void refusesAFileThatIsTooLarge() {
        folder.dotenv("#".repeat(SettingsFile.MOST_BYTES + 1));

        assertThat(folder.problems())
                .containsExactly(folder.working.resolve(".env") + ": larger than 262144 bytes");
    }

    @Test
    void refusesACoolDownThatShrinks() {
        folder.dotenv("FALLBACK_COOLDOWN_SECONDS=900");

        assertThat(folder.problems())
                .containsExactly(
                        "FALLBACK_COOLDOWN_MAX_SECONDS (default): must not be less than"
                                + " FALLBACK_COOLDOWN_SECONDS (900, .env line 1), found 600");
    }

    @Test
    void refusesWhatThisVersionCannotKeepAPromiseOf() {
        folder.environment("API_QUOTA_UNIT", "call");

        assertThat(folder.problems())
                .containsExactly(
                        "API_QUOTA_UNIT (environment): must be \"attempt\" in this version, found"
                                + " \"call\"");
    }
}
