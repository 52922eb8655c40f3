package dev.understudy.data.guard;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of the parser's classes a statement may be made of, and which of their fields may hold
 * something: the list is {@code nodes.txt}. Fields are looked at one by one, since what a statement
 * does may hide in any of them; one that is not on the list must be empty.
 */
final class KnownNodes {
    private static final String LIBRARY = "net.sf.jsqlparser.";

    /** Where in the text a node was. */
    private static final String POSITION = "node";

    private static final Map<Class<?>, Set<String>> FIELDS = read();

    private KnownNodes() {}

    /** A field of a node that is not empty, and whether it may be so. */
    record Part(String name, Object value, boolean allowed) {}

    static Set<Class<?>> all() {
        return FIELDS.keySet();
    }

    static boolean knows(Object node) {
        return FIELDS.containsKey(node.getClass());
    }

    static boolean isNode(Object value) {
        return value.getClass().getName().startsWith(LIBRARY) && !(value instanceof Enum);
    }

    static Set<String> allowedFields(Class<?> type) {
        return FIELDS.getOrDefault(type, Set.of());
    }

    /** All that a node holds, what it has from its superclasses with it. */
    static List<Part> partsOf(Object node) {
        var parts = new ArrayList<Part>();
        for (var type : lineage(node.getClass()))
            for (var field : fieldsOf(type)) {
                var value = valueOf(field, node);
                if (value != null && !isEmpty(value)) {
                    var allowed = allowedFields(type).contains(field.getName());
                    parts.add(new Part(field.getName(), value, allowed));
                }
            }
        return parts;
    }

    /** The library's classes from this one up. */
    static List<Class<?>> lineage(Class<?> type) {
        var lineage = new ArrayList<Class<?>>();
        for (Class<?> it = type;
                it != null && it.getName().startsWith(LIBRARY);
                it = it.getSuperclass()) lineage.add(it);
        return lineage;
    }

    static List<Field> fieldsOf(Class<?> type) {
        var fields = new ArrayList<Field>();
        for (var field : type.getDeclaredFields())
            if (!Modifier.isStatic(field.getModifiers()) && !field.getName().equals(POSITION))
                fields.add(field);
        return fields;
    }

    private static @Nullable Object valueOf(Field field, Object node) {
        try {
            field.setAccessible(true);
            return field.get(node);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isEmpty(Object value) {
        return switch (value) {
            case Boolean flag -> !flag;
            case Integer number -> number == 0;
            case Collection<?> list -> list.isEmpty() && !isNode(list);
            case Map<?, ?> map -> map.isEmpty();
            default -> false;
        };
    }

    private static Map<Class<?>, Set<String>> read() {
        var fields = new HashMap<Class<?>, Set<String>>();
        for (var line : ListFile.lines("nodes.txt")) {
            var colon = line.indexOf(':');
            var names = line.substring(colon + 1).strip();
            fields.put(
                    named(line.substring(0, colon)),
                    names.isEmpty() ? Set.of() : Set.of(names.split(" ")));
        }
        return Map.copyOf(fields);
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(LIBRARY + name);
        } catch (ClassNotFoundException failure) {
            throw new IllegalStateException("nodes.txt names an unknown class", failure);
        }
    }
}
