package dev.understudy.data.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of one mapping in a file of questions; what is wrong with them says where. */
final class Fields {
    private final Map<?, ?> values;
    private final String where;

    private Fields(Map<?, ?> values, String where) {
        this.values = values;
        this.where = where;
    }

    static Fields of(@Nullable Object node, String where, Set<String> known)
            throws UnreadableSetException {
        if (!(node instanceof Map<?, ?> values)) {
            throw new UnreadableSetException(where + ": there should be fields (name: value)");
        }
        for (var name : values.keySet()) {
            if (!(name instanceof String text) || !known.contains(text)) {
                throw new UnreadableSetException(
                        "%s: unknown field %s; there are: %s"
                                .formatted(
                                        where,
                                        name,
                                        String.join(", ", known.stream().sorted().toList())));
            }
        }
        return new Fields(values, where);
    }

    String where() {
        return where;
    }

    /** A field's text; numbers and dates are texts as well. */
    Optional<String> text(String name) throws UnreadableSetException {
        var value = values.get(name);
        if (value instanceof Map || value instanceof List) {
            throw wrong(name, "a text");
        }
        return Optional.ofNullable(value).map(Object::toString);
    }

    String needed(String name) throws UnreadableSetException {
        var text = text(name);
        if (text.isEmpty()) {
            throw new UnreadableSetException("%s: the field %s is missing".formatted(where, name));
        }
        return text.get();
    }

    boolean flag(String name) throws UnreadableSetException {
        var value = values.get(name);
        if (value == null) {
            return false;
        }
        if (!(value instanceof Boolean flag)) {
            throw wrong(name, "true or false");
        }
        return flag;
    }

    List<?> list(String name) throws UnreadableSetException {
        var value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw wrong(name, "a list");
        }
        return list;
    }

    UnreadableSetException wrong(String name, String wanted) {
        return new UnreadableSetException("%s: %s should be %s".formatted(where, name, wanted));
    }
}
