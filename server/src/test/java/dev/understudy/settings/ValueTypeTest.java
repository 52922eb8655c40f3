package dev.understudy.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTypeTest {
    private static final PathBase BASE = new PathBase(Path.of("/the/home"), Path.of("/the/user"));
    private static final String REFUSED = "refused";

    private static final Map<String, ValueType<?>> TYPES =
            Map.ofEntries(
                    Map.entry("whole 1..100", ValueType.wholeNumber(1, 100)),
                    Map.entry("count", ValueType.count(0, 5_000_000_000L)),
                    Map.entry("decimal 0..1", ValueType.decimal("0", "1")),
                    Map.entry("seconds 0..60", ValueType.seconds("0", "60")),
                    Map.entry("switch", ValueType.onOff()),
                    Map.entry("channel", ValueType.oneOf(NoticeChannel.class)),
                    Map.entry("level", LogLevel.type()),
                    Map.entry("path", ValueType.path()),
                    Map.entry("zone", ValueType.zone()),
                    Map.entry("origins", ValueType.listOf("origins", ServerSettings.origin())),
                    Map.entry("model", ModelSettings.name()),
                    Map.entry("host", ServerSettings.MCP_SERVER_HOST.type()),
                    Map.entry("prefix", ServerSettings.MCP_API_PREFIX.type()),
                    Map.entry("key", ValueType.key()),
                    Map.entry("mail", AlertSettings.AGENT_ESCALATION_EMAIL.type()),
                    Map.entry("info", ModelInfo.type()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    whole 1..100  | 1                | 1
                    whole 1..100  | 100              | 100
                    whole 1..100  | +7               | 7
                    whole 1..100  | 1_0              | 10
                    whole 1..100  | 0                | refused
                    whole 1..100  | 101              | refused
                    whole 1..100  | -1               | refused
                    whole 1..100  | 3.0              | refused
                    whole 1..100  | 1e2              | refused
                    whole 1..100  | _1               | refused
                    whole 1..100  | ten              | refused
                    whole 1..100  | 99999999999999999999 | refused
                    whole 1..100  | 4294967297       | refused
                    key           | abc_123.-~!      | ***
                    key           | two words        | refused
                    key           | clé              | refused
                    count         | 0                | 0
                    count         | 5_000_000_000    | 5000000000
                    count         | 5000000001       | refused
                    count         | -1               | refused
                    decimal 0..1  | 0.8              | 0.8
                    decimal 0..1  | 0                | 0
                    decimal 0..1  | 1.000            | 1
                    decimal 0..1  | 80               | refused
                    decimal 0..1  | -0.1             | refused
                    decimal 0..1  | NaN              | refused
                    decimal 0..1  | 0,8              | refused
                    decimal 0..1  | .5               | refused
                    seconds 0..60 | 0                | 0
                    seconds 0..60 | 0.25             | 0.25
                    seconds 0..60 | 60               | 60
                    seconds 0..60 | 60.001           | refused
                    seconds 0..60 | 2s               | refused
                    seconds 0..60 | 1e-9             | refused
                    switch        | True             | true
                    switch        | on               | true
                    switch        | 1                | true
                    switch        | yes              | true
                    switch        | OFF              | false
                    switch        | f                | false
                    switch        | 0                | false
                    switch        | 2                | refused
                    switch        | enabled          | refused
                    channel       | Inline           | inline
                    channel       | mail             | refused
                    level         | info             | INFO
                    level         | WARN             | WARNING
                    level         | critical         | ERROR
                    level         | loud             | refused
                    path          | logs/a.log       | /the/home/logs/a.log
                    path          | ../b             | /the/b
                    path          | /c               | /c
                    path          | ~/d              | /the/user/d
                    zone          | Europe/Berlin    | Europe/Berlin
                    zone          | UTC              | UTC
                    zone          | Berlin           | refused
                    zone          | ../etc           | refused
                    origins       | https://a.example, http://[::1]:3000 | https://a.example,http://[::1]:3000
                    origins       | *                | refused
                    origins       | https://a.example/ | refused
                    origins       | https://a.example, | refused
                    model         | hf.co/a/b:Q4_K_M | hf.co/a/b:Q4_K_M
                    model         | two words        | refused
                    host          | 0.0.0.0          | 0.0.0.0
                    host          | ::1              | ::1
                    host          | http://a         | refused
                    prefix        | /a/b             | /a/b
                    prefix        | mcp              | refused
                    prefix        | /                | refused
                    prefix        | /mcp/            | refused
                    mail          | a@example.com    | a@example.com
                    mail          | a@example.com, ü@b.example | a@example.com,ü@b.example
                    mail          | a.example.com    | refused
                    mail          | a@example.com,   | refused
                    mail          | A <a@example.com> | refused
                    mail          | a@b@example.com  | refused
                    mail          | a@example.com;b@example.com | refused
                    info          | {"vison": true}  | refused
                    info          | {"vision": 1}    | refused
                    info          | {"vision": true, "vision": false} | refused
                    info          | {} {}            | refused
                    info          | {'vision': True} | refused
                    info          | [true]           | refused
                    info          | {"family": "x"}  | {"vision":true,"function_calling":true,"json_output":true,"structured_output":true,"multiple_system_messages":true,"family":"x"}
                    """)
    void readsWhatIsAllowedAndRefusesTheRest(String type, String text, String outcome) {
        assertThat(outcome(Objects.requireNonNull(TYPES.get(type)), text)).isEqualTo(outcome);
    }

    private static <T> String outcome(ValueType<T> type, String text) {
        try {
            return type.format().apply(type.parse(text, BASE));
        } catch (WrongValueException _) {
            return REFUSED;
        }
    }

    @Test
    void readsFractionsOfSecondsExactly() {
        assertThat(ValueType.seconds("0", "60").parse("0.1", BASE))
                .isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void refusesMoreThanAHundredListEntries() {
        var origins = ValueType.listOf("origins", ServerSettings.origin());
        var hundred = "http://a,".repeat(99) + "http://a";

        assertThat(origins.parse(hundred, BASE)).hasSize(100);
        assertThatExceptionOfType(WrongValueException.class)
                .isThrownBy(() -> origins.parse(hundred + ",http://a", BASE));
    }

    @Test
    void takesTheOriginalsModelInfoAsItsOwnDefault() {
        var setting = ModelSettings.OLLAMA_MODEL_INFO;

        assertThat(setting.type().parse(setting.defaultText(), BASE)).isEqualTo(ModelInfo.DEFAULT);
    }
}
