package dev.understudy.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AllSettingsTest {
    private static final PathBase BASE = new PathBase(Path.of("/home"), Path.of("/user"));

    @Test
    void holdsEveryConstantOfEveryGroup() throws IllegalAccessException {
        var constants = new ArrayList<Object>();
        for (var type : groups().toList()) {
            for (var field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == Setting.class) {
                    constants.add(field.get(null));
                }
            }
        }

        assertThat(AllSettings.IN_ORDER).containsExactlyInAnyOrderElementsOf(settings(constants));
    }

    @Test
    void namesEachConstantAsItsKey() throws IllegalAccessException {
        for (var type : groups().toList()) {
            for (var field : type.getDeclaredFields()) {
                if (field.getType() == Setting.class
                        && field.get(null) instanceof Setting<?> setting) {
                    assertThat(setting.key()).isEqualTo(field.getName());
                }
            }
        }
    }

    @Test
    void readsEveryDefaultAndWritesItSoThatItReadsTheSame() {
        assertThat(AllSettings.IN_ORDER).allSatisfy(AllSettingsTest::defaultSurvives);
    }

    @Test
    void saysOfEverySettingWithoutADefaultWhatHappensThen() {
        assertThat(AllSettings.IN_ORDER)
                .allSatisfy(it ->
                        assertThat(it.defaultText().isEmpty())
                                .isNotEqualTo(it.whenUnset().isEmpty()));
    }

    @Test
    void describesEverySettingInOneSentence() {
        assertThat(AllSettings.IN_ORDER)
                .allSatisfy(it ->
                        assertThat(it.description())
                                .endsWith(".")
                                .hasSizeBetween(10, 200)
                                .doesNotContain("|", "  "));
    }

    @Test
    void hidesWhatIsNamedLikeASecret() {
        assertThat(AllSettings.IN_ORDER)
                .filteredOn(it -> it.key().matches(".*(PASSWORD|SECRET|API_KEY).*"))
                .hasSize(7)
                .allMatch(Setting::secret);
    }

    @Test
    void keepsTheOrderOfTheGroups() {
        assertThat(AllSettings.IN_ORDER.stream().map(Setting::group)).isSorted();
    }

    private static <T> void defaultSurvives(Setting<T> setting) {
        var value = setting.type().parse(setting.defaultText(), BASE);
        if (!setting.secret()) {
            var written = setting.type().format().apply(value);
            assertThat(setting.type().parse(written, BASE)).isEqualTo(value);
        }
    }

    private static List<Setting<?>> settings(List<Object> constants) {
        return constants.stream().<Setting<?>>map(it -> (Setting<?>) it).toList();
    }

    private static Stream<Class<?>> groups() {
        return Arrays.stream(
                new Class<?>[] {
                    ServerSettings.class,
                    ModelSettings.class,
                    ExecutionSettings.class,
                    ContextSettings.class,
                    QuotaSettings.class,
                    QuotaLimitSettings.class,
                    NoticeSettings.class,
                    AlertSettings.class,
                    AgentSettings.class,
                    DataSettings.class,
                    FrontEndSettings.class,
                    IdentitySettings.class
                });
    }
}
