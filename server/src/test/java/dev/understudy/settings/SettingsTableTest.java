package dev.understudy.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTableTest {
    @TempDir Path root;
    SettingsTable table;
    ConfiguredFolder folder;

    @BeforeEach
    void configuration() {
        folder =
                new ConfiguredFolder(root)
                        .flag("MAX_TOKENS", "500")
                        .environment("RETRY_DELAY_SECONDS", "0.5")
                        .dotenv("OPENWEBUI_API_KEY=hunter2\nLDAP_SERVER=ldap")
                        .yaml("models:\n- {id: a, key: hunter2, metered: true}");
        table = new SettingsTable(folder.load());
    }

    @Test
    void showsEverySettingOnceWithValueAndSource() {
        assertThat(table.text().lines().map(it -> it.strip().replaceAll(" {2,}", " | ")))
                .contains("MAX_TOKENS | 500 | flag --set")
                .contains("RETRY_DELAY_SECONDS | 0.5 | environment")
                .contains("TEMPERATURE | 0.3 | default")
                .contains("OPENWEBUI_API_KEY | *** | .env line 1")
                .contains("LDAP_SERVER | ldap | .env line 2")
                .contains("SECRET_KEY | (one is made and kept in the home) | default")
                .contains("a | ollama | http://localhost:11434 | metered | key ***");
        assertThat(AllSettings.IN_ORDER)
                .allSatisfy(it -> assertThat(table.text()).containsOnlyOnce("  " + it.key() + " "));
    }

    @Test
    void alignsTheColumnsOfAllButTheLongestValues() {
        var starts =
                table.text()
                        .lines()
                        .filter(it -> it.endsWith(" default") && !it.contains(root.toString()))
                        .filter(it -> !it.contains("OLLAMA_MODEL_INFO"))
                        .map(it -> it.lastIndexOf(" default"))
                        .toList();

        assertThat(starts).hasSizeGreaterThan(40).containsOnly(starts.getFirst());
    }

    @Test
    void putsTheTitlesOfTheGroupsAboveThem() {
        assertThat(table.text().lines().filter(it -> !it.isEmpty() && !it.startsWith(" ")))
                .containsExactly(
                        "Server",
                        "Models",
                        "Execution",
                        "Context and output",
                        "Quota and ledger",
                        "Notices",
                        "Alerts",
                        "Agents",
                        "Data",
                        "Front end",
                        "Identity",
                        "Chain (models in understudy.yaml)");
    }

    @Test
    void givesTheSameAsJson() {
        var settings = table.json().get("settings");

        assertThat(settings.propertyNames())
                .containsExactlyElementsOf(
                        AllSettings.IN_ORDER.stream().map(Setting::key).toList());
        assertThat(settings.get("MAX_TOKENS"))
                .hasToString(
                        "{\"value\":500,\"source\":\"flag --set\",\"group\":\"Context and output\"}");
        assertThat(settings.get("RETRY_DELAY_SECONDS").get("value")).hasToString("0.5");
        assertThat(settings.get("ENABLE_FALLBACK").get("value")).hasToString("true");
        assertThat(settings.get("OPENWEBUI_API_KEY").get("value")).hasToString("\"***\"");
        assertThat(settings.get("SECRET_KEY").get("value").isNull()).isTrue();
        assertThat(table.json().get("models"))
                .hasToString(
                        "[{\"id\":\"a\",\"upstream\":\"ollama\",\"url\":\"http://localhost:11434\","
                                + "\"model\":\"a\",\"metered\":true,\"key\":\"***\",\"clocks\":{},"
                                + "\"pass_fields\":[\"min_p\",\"mirostat\",\"mirostat_eta\",\"mirostat_tau\","
                                + "\"penalize_newline\",\"repeat_last_n\",\"repeat_penalty\",\"typical_p\"]}]");
        assertThat(table.json().get("files")).hasSize(2);
    }

    @Test
    void neverShowsASecret() {
        assertThat(table.text() + table.json() + folder.load().models()).doesNotContain("hunter2");
    }
}
