package dev.understudy.settings;

import java.util.List;

/**
 * A part of a YAML document; scalars are kept as written, since each setting reads its own text.
 */
sealed interface YamlNode {
    /** Where it begins; lines count from 1. */
    int line();

    /**
     * A single value.
     *
     * @param unset nothing at all, {@code ~} or {@code null}, without quotes
     */
    record Scalar(String text, boolean unset, int line) implements YamlNode {
        @Override
        public String toString() {
            return "a value";
        }
    }

    /** A list. */
    record Sequence(List<YamlNode> items, int line) implements YamlNode {
        @Override
        public String toString() {
            return "a list";
        }
    }

    /** Names with values, in the order of the document; a name may stand twice. */
    record Mapping(List<Entry> entries, int line) implements YamlNode {
        @Override
        public String toString() {
            return "a group of names";
        }
    }

    /** One name with its value. */
    record Entry(String key, YamlNode value, int line) {
        @Override
        public String toString() {
            return key;
        }
    }
}
