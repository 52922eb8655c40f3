package dev.understudy.data.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds all fields of the parser's classes that are allowed. When it fails, the library has
 * changed: look at what is new, decide in {@code nodes.txt}, then write {@code node-fields.txt}
 * anew from the message.
 */
class KnownNodesTest {
    @Test
    void allFieldsOfTheAllowedNodesHaveBeenLookedAt() {
        var seen = new TreeMap<String, Set<String>>();
        for (var type : KnownNodes.all())
            for (var it : KnownNodes.lineage(type)) seen.put(it.getName(), fields(it));
        var held =
                ListFile.lines("node-fields.txt").stream()
                        .collect(
                                Collectors.toMap(
                                        it -> it.substring(0, it.indexOf(':')),
                                        KnownNodesTest::named,
                                        (a, b) -> a,
                                        TreeMap::new));
        assertThat(asText(seen)).isEqualTo(asText(held));
    }

    @Test
    void whatTheListNamesIsThere() {
        for (var type : KnownNodes.all())
            assertThat(fields(type)).as(type.getName()).containsAll(KnownNodes.allowedFields(type));
    }

    @Test
    void noClassWithoutALineIsBetweenAnAllowedOneAndTheRoot() {
        for (var type : KnownNodes.all())
            for (var it : KnownNodes.lineage(type))
                assertThat(KnownNodes.all().contains(it) || fields(it).isEmpty())
                        .as("%s of %s", it.getName(), type.getName())
                        .isTrue();
    }

    @Test
    void aNodeThatIsNotOnTheListIsNotKnown() {
        assertThat(KnownNodes.knows(new net.sf.jsqlparser.expression.UserVariable())).isFalse();
        assertThat(KnownNodes.knows(new net.sf.jsqlparser.statement.delete.Delete())).isFalse();
        assertThat(KnownNodes.knows(new net.sf.jsqlparser.statement.select.PlainSelect())).isTrue();
    }

    @Test
    void aFieldThatIsNotOnTheListMayNotHoldAnything() {
        var select = new net.sf.jsqlparser.statement.select.PlainSelect();
        assertThat(KnownNodes.partsOf(select)).allMatch(KnownNodes.Part::allowed);
        select.setUseWithNoLog(true);
        assertThat(KnownNodes.partsOf(select))
                .filteredOn(it -> !it.allowed())
                .extracting(KnownNodes.Part::name)
                .containsExactly("useWithNoLog");
    }

    private static Set<String> named(String line) {
        var names = line.substring(line.indexOf(':') + 1).strip();
        return names.isEmpty() ? Set.of() : new TreeSet<>(Set.of(names.split(" ")));
    }

    private static Set<String> fields(Class<?> type) {
        return java.util.Arrays.stream(type.getDeclaredFields())
                .filter(it -> !Modifier.isStatic(it.getModifiers()))
                .map(java.lang.reflect.Field::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String asText(Map<String, Set<String>> fields) {
        return fields.entrySet().stream()
                .map(it -> (it.getKey() + ": " + String.join(" ", it.getValue())).strip())
                .collect(Collectors.joining("\n"));
    }
}
