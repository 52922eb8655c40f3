package dev.understudy.settings;

import java.util.regex.Pattern;

/**
 * One thing that can be configured.
 *
 * @param key the name in upper case, as in the environment
 * @param group what it is about; decides where it is shown
 * @param type how its text is read and which values are allowed
 * @param defaultText the default, written as a user would; empty when nothing is set by default
 * @param whenUnset what happens while nothing is set, in words; empty when a default says it
 * @param description one sentence: what it does and why the default is what it is
 * @param <T> the value's type; {@code Optional} for a setting without a default
 */
public record Setting<T>(
        String key,
        Group group,
        ValueType<T> type,
        String defaultText,
        String whenUnset,
        String description) {
    private static final Pattern KEY = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");

    public Setting {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("not the name of a setting: " + key);
        }
    }

    static <T> Setting<T> of(
            String key, Group group, ValueType<T> type, String defaultText, String description) {
        return new Setting<>(key, group, type, defaultText, "", description);
    }

    /** The same setting without a default; {@code words} say what happens then. */
    Setting<T> whenUnset(String words) {
        return new Setting<>(key, group, type, defaultText, words, description);
    }

    /** Whether the value must never be shown. */
    public boolean secret() {
        return type.secret();
    }

    @Override
    public String toString() {
        return key;
    }
}
