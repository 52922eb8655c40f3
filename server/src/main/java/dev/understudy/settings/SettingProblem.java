package dev.understudy.settings;

/**
 * One thing that is wrong with a configuration.
 *
 * @param key the setting or the part of {@code models:} it is about; empty for a file as a whole
 * @param where the source, as {@code .env line 7}
 * @param message what is wrong and what would be right; never holds a secret
 */
public record SettingProblem(String key, String where, String message) {

    /** One line for a terminal. */
    @Override
    public String toString() {
        return key.isEmpty() ? where + ": " + message : key + " (" + where + "): " + message;
    }
}
