package dev.understudy.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsYamlTest {
    @TempDir Path root;
    ConfiguredFolder folder;

    @BeforeEach
    void folder() {
        folder = new ConfiguredFolder(root);
    }

    @Test
    void readsScalarsAsTheyAreWritten() {
        folder.yaml(
                """
                ---
                # a comment
                max_tokens: 5          # not octal, not text: as written
                NOTICE_CHANNEL: off
                retry_delay_seconds: "0.5"
                secret_key: 007
                ollama_model_info: '{"vision": false}'
                ldap_base_dn: ~
                temperature:
                """);

        var settings = folder.load();

        assertThat(settings.get(ContextSettings.MAX_TOKENS)).isEqualTo(5);
        assertThat(settings.get(NoticeSettings.NOTICE_CHANNEL)).isEqualTo(NoticeChannel.OFF);
        assertThat(settings.get(ExecutionSettings.RETRY_DELAY_SECONDS))
                .isEqualTo(Duration.ofMillis(500));
        assertThat(settings.get(IdentitySettings.SECRET_KEY)).contains(new Secret("007"));
        assertThat(settings.get(ModelSettings.OLLAMA_MODEL_INFO).vision()).isFalse();
        assertThat(settings.get(IdentitySettings.LDAP_BASE_DN)).isEmpty();
        assertThat(settings.get(ContextSettings.TEMPERATURE)).isEqualTo(0.3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment", "---", "~", "models:", "models: null"})
    void takesAnEmptyDocumentAsNoSettings(String text) {
        var settings = folder.yaml(text).load();

        assertThat(settings.models()).isEmpty();
        assertThat(settings.files()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            textBlock =
                    """
                    `max_tokens: *a`              > line 1: anchors (&) and aliases (*) are not used here; quote the text
                    `max_tokens: &a 5`            > line 1: anchors (&) and aliases (*) are not used here; quote the text
                    `max_tokens: !!int 5`         > line 1: tags (!) are not used here; quote the text
                    `models: !x []`               > line 1: tags (!) are not used here; quote the text
                    `models: [[[[[[]]]]]]`        > line 1: nested too deep
                    `? [a, b]\n: 5`               > line 1: a name must be a plain text
                    `log_level: info\n---\na: 5`  > line 3: a second document
                    `log_level: info\n a: b: c`   > line 2: not valid YAML: mapping values are not allowed here
                    `just text`                   > line 1: expected lines of the form name: value
                    `- a`                         > line 1: expected lines of the form name: value
                    """)
    void namesTheLineThatIsNoConfiguration(String text, String problem) {
        folder.yaml(text);

        assertThat(folder.problems()).containsExactly("understudy.yaml " + problem);
    }

    @Test
    void staysCalmBeforeADocumentOfBrackets() {
        folder.yaml("models: " + "[".repeat(200_000));

        assertThat(folder.problems()).containsExactly("understudy.yaml line 1: nested too deep");
    }

    @Test
    void staysCalmBeforeAnAliasBomb() {
        folder.yaml(
                """
                a: &a [x, x, x, x, x, x, x, x, x]
                b: &b [*a, *a, *a, *a, *a, *a, *a]
                c: &c [*b, *b, *b, *b, *b, *b, *b]
                """);

        assertThat(folder.problems())
                .containsExactly(
                        "understudy.yaml line 1: anchors (&) and aliases (*) are not used here; quote"
                                + " the text");
    }

    @Test
    void asksForOneValueWhereAGroupStands() {
        folder.yaml("ollama_model_info:\n  vision: true\ncors_orgins: [a]");

        assertThat(folder.problems())
                .containsExactly(
                        "OLLAMA_MODEL_INFO (understudy.yaml line 1): must be a JSON object of"
                                + " capabilities, found a group of names; write it as one value in"
                                + " quotes",
                        "cors_orgins (understudy.yaml line 3): no such setting; did you mean"
                                + " CORS_ORIGINS?");
    }
}
