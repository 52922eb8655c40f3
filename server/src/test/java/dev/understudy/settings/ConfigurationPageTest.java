package dev.understudy.settings;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Pins {@code docs/configuration.md} to the registry: what the page says is what the code does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfigurationPageTest {
    private static final Pattern KEY = Pattern.compile("\\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\\b");

    @TempDir Path root;
    String page = "";

    @BeforeAll
    void page() throws IOException {
        // Maven runs the tests of a module in its own folder.
        page = Files.readString(Path.of("..", "docs", "configuration.md")) + "\n";
    }

    @Test
    void hasTheTableOfEveryGroupAsTheRegistryHasIt() {
        for (var group : Group.values()) {
            assertThat(page).contains(table(group));
        }
    }

    @Test
    void namesNoUnknownKey() {
        var named =
                KEY.matcher(page)
                        .results()
                        .map(MatchResult::group)
                        .collect(toCollection(TreeSet::new));

        assertThat(AllSettings.keys()).containsAll(named);
    }

    @Test
    void showsExamplesThatWork() {
        var folder = new ConfiguredFolder(root).dotenv(example("ini")).yaml(example("yaml"));

        assertThat(folder.load().models()).hasSizeGreaterThan(1);
    }

    private static String table(Group group) {
        return AllSettings.IN_ORDER.stream()
                .filter(it -> it.group() == group)
                .map(ConfigurationPageTest::row)
                .collect(
                        joining(
                                "",
                                "\n### "
                                        + group.title()
                                        + "\n\n| setting | default | must be | meaning and reason |\n"
                                        + "|---|---|---|---|\n",
                                "\n"));
    }

    private static String row(Setting<?> setting) {
        var defaultCell =
                setting.defaultText().isEmpty()
                        ? "not set: " + setting.whenUnset()
                        : "`" + setting.defaultText() + "`";
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        setting.key(), defaultCell, setting.type().range(), setting.description());
    }

    private String example(String language) {
        var start = page.indexOf("```" + language + "\n");
        assertThat(start).as("an example in %s", language).isNotNegative();
        var from = page.indexOf('\n', start) + 1;
        return page.substring(from, page.indexOf("\n```", from) + 1);
    }
}
