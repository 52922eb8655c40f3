package dev.understudy.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextAndSchemaTest {

    @Test
    void textIsCutAtWordsAndLongWordsToo() {
        assertThat(TokenSized.pieces("Hello there,  you"))
                .containsExactly("Hello", " there,", "  you");
        assertThat(TokenSized.pieces("abcdefghijklmnop")).containsExactly("abcdefghijkl", "mnop");
        assertThat(TokenSized.pieces("")).isEmpty();
    }

    @Test
    void piecesAreTheTextWhateverItIs() {
        long seed = 20260101;
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.appendCodePoint(
                        List.of(32, 10, 97, 0xDF, 0x4E2D, 0x1F3AD).get(random.nextInt(6)));
            }
            var pieces = TokenSized.pieces(text.toString());
            assertThat(String.join("", pieces))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(text.toString());
            assertThat(pieces).noneMatch(String::isEmpty);
            assertThat(pieces).noneMatch(piece -> Character.isLowSurrogate(piece.charAt(0)));
        }
    }

    @ParameterizedTest
    @CsvSource({"'',0", "one,1", "' one  two\n',2", "Größe 🎭,2"})
    void wordsAreCounted(String text, int words) {
        assertThat(TokenSized.words(text)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | {}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}} | {}",
                "{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":\"string\"}}} | {\"a\":\"\"}",
                "{\"type\":\"string\",\"minLength\":3} | \"aaa\"",
                "{\"type\":\"string\",\"enum\":[\"x\",\"y\"]} | \"x\"",
                "{\"const\":7} | 7",
                "{\"type\":[\"string\",\"null\"]} | \"\"",
                "{\"type\":\"integer\",\"minimum\":2.5} | 3",
                "{\"type\":\"integer\",\"exclusiveMinimum\":4} | 5",
                "{\"type\":\"number\",\"maximum\":-2} | -2",
                "{\"type\":\"boolean\"} | false",
                "{\"type\":\"array\",\"minItems\":2,\"items\":{\"type\":\"null\"}} | [null,null]",
                "{\"anyOf\":[{\"type\":\"boolean\"},{\"type\":\"string\"}]} | false",
                "{\"$ref\":\"#/$defs/t\",\"$defs\":{\"t\":{\"const\":\"deep\"}}} | \"deep\"",
                "{\"allOf\":[{\"required\":[\"a\"],\"type\":\"object\"},{\"required\":[\"b\"],\"type\":\"object\"}]} | {\"a\":{},\"b\":{}}",
            })
    void smallestInstanceFitsTheSchema(String schema, String instance) {
        assertThat(Json.string(SchemaInstance.smallest(Json.read(schema)))).isEqualTo(instance);
    }

    @Test
    void aSchemaThatNeedsItselfComesToAnEnd() {
        var schema =
                "{\"type\":\"object\",\"required\":[\"l\",\"r\"],\"properties\":{\"l\":{\"$ref\":\"#\"},\"r\":{\"$ref\":\"#\"}}}";

        assertThat(SchemaInstance.smallest(Json.read(schema)).isObject()).isTrue();
    }

    @Test
    void wrongBehavioursAreRefusedWhenMade() {
        assertThatThrownBy(() -> Behaviour.toolCall("t", "[]")).hasMessageContaining("'t'");
        assertThatThrownBy(() -> Behaviour.toolCall("t", "{")).hasMessageContaining("not JSON");
        assertThatThrownBy(() -> Behaviour.error(200)).hasMessageContaining("300..599");
        assertThatThrownBy(() -> Behaviour.empty().after(-1)).hasMessageContaining("-1");
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-oss:120b-cloud, true, gpt-oss:120b",
        "kimi-k2:cloud, true, kimi-k2",
        "llama3.2:3b, false, llama3.2:3b",
        "my-cloud, false, my-cloud"
    })
    void cloudModelsAreKnownByTheirTag(String name, boolean cloud, String inReplies) {
        var model = SimulatedModel.named(name);

        assertThat(model.cloud()).isEqualTo(cloud);
        assertThat(model.nameInReplies()).isEqualTo(inReplies);
    }
}
