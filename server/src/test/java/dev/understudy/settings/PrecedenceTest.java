package dev.understudy.settings;

import static dev.understudy.settings.ContextSettings.MAX_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrecedenceTest {
    @TempDir Path root;
    ConfiguredFolder folder;

    @BeforeEach
    void folder() {
        folder = new ConfiguredFolder(root);
    }

    @ParameterizedTest
    @CsvSource({
        "flag, environment",
        "flag, .env",
        "flag, understudy.yaml",
        "environment, .env",
        "environment, understudy.yaml",
        ".env, understudy.yaml"
    })
    void takesTheStrongerOfTwoSources(String stronger, String weaker) {
        say(weaker, "MAX_TOKENS", "1111");
        say(stronger, "MAX_TOKENS", "2222");

        var settings = folder.load();

        assertThat(settings.get(MAX_TOKENS)).isEqualTo(2222);
        assertThat(settings.source(MAX_TOKENS).described()).startsWith(stronger);
        assertThat(settings.isSet(MAX_TOKENS)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "flag, flag --set",
        "environment, environment",
        ".env, .env line 1",
        "understudy.yaml, understudy.yaml line 1"
    })
    void takesEverySourceBeforeTheDefaultWhateverTheCaseOfTheKey(String source, String described) {
        say(source, "Max_Tokens", "1111");

        var settings = folder.load();

        assertThat(settings.get(MAX_TOKENS)).isEqualTo(1111);
        assertThat(settings.source(MAX_TOKENS).described()).isEqualTo(described);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flag", "environment", ".env", "understudy.yaml"})
    void takesAnEmptyValueAsNotSet(String source) {
        say(source, "MAX_TOKENS", "");

        var settings = folder.load();

        assertThat(settings.get(MAX_TOKENS)).isEqualTo(8000);
        assertThat(settings.source(MAX_TOKENS)).isEqualTo(new Source.Default());
    }

    @Test
    void letsAnEmptyValueShowTheWeakerSource() {
        folder.environment("MAX_TOKENS", "").dotenv("MAX_TOKENS=1111");

        assertThat(folder.load().get(MAX_TOKENS)).isEqualTo(1111);
    }

    @Test
    void prefersUpperCaseInTheEnvironment() {
        folder.environment("max_tokens", "1111").environment("MAX_TOKENS", "2222");

        assertThat(folder.load().get(MAX_TOKENS)).isEqualTo(2222);
    }

    @Test
    void looksForEachFileOnItsOwnInTheHome() {
        folder.dotenv("MAX_TOKENS=1111")
                .file(folder.home().resolve(".env"), "TEMPERATURE=1")
                .file(
                        folder.home().resolve("understudy.yaml"),
                        "max_tokens: 2222\njwt_expiration_hours: 5");

        var settings = folder.load();

        assertThat(settings.get(MAX_TOKENS)).isEqualTo(1111);
        assertThat(settings.get(ContextSettings.TEMPERATURE)).isEqualTo(0.3);
        assertThat(settings.get(IdentitySettings.JWT_EXPIRATION_HOURS)).isEqualTo(5);
        assertThat(settings.files())
                .isEqualTo(
                        List.of(
                                folder.working.resolve(".env"),
                                folder.home().resolve("understudy.yaml")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flag", "environment", ".env", "understudy.yaml"})
    void findsTheHomeByAnySourceAndReadsTheFilesThere(String source) throws IOException {
        var elsewhere = Files.createDirectories(folder.working.resolve("elsewhere"));
        say(source, "UNDERSTUDY_HOME", "elsewhere");
        folder.file(
                elsewhere.resolve(source.equals(".env") ? "understudy.yaml" : ".env"),
                source.equals(".env") ? "max_tokens: 1111" : "MAX_TOKENS=1111");

        var settings = folder.load();

        assertThat(settings.home()).isEqualTo(elsewhere);
        assertThat(settings.get(MAX_TOKENS)).isEqualTo(1111);
        assertThat(settings.get(QuotaSettings.USAGE_LOG_FILE))
                .isEqualTo(elsewhere.resolve("logs/api_usage.log"));
    }

    @Test
    void hasItsHomeInTheUsersFolderByDefault() {
        assertThat(folder.load().home()).isEqualTo(folder.user.resolve(".understudy"));
    }

    @Test
    void refusesAHomeNamedByAFileInTheHome() {
        folder.file(folder.home().resolve(".env"), "\nUNDERSTUDY_HOME=/elsewhere");

        assertThat(folder.problems())
                .containsExactly(
                        "UNDERSTUDY_HOME (.env line 2): this file was found in the home, so it"
                                + " cannot say where the home is; use the environment");
    }

    @Test
    void passesOverAFolderNamedLikeTheFile() throws IOException {
        Files.createDirectories(folder.working.resolve(".env"));

        assertThat(folder.load().files()).isEmpty();
    }

    private void say(String source, String key, String value) {
        switch (source) {
            case "flag" -> folder.flag(key, value);
            case "environment" -> folder.environment(key, value);
            case ".env" -> folder.dotenv(key + "=" + value);
            case "understudy.yaml" -> folder.yaml(key + ": " + value);
            default -> throw new IllegalArgumentException(source);
        }
    }
}
