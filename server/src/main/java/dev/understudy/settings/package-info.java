/**
 * What can be configured and what was configured.
 *
 * <p>{@link AllSettings} is the registry: every setting with its key, type, range, default and
 * reason. {@link SettingsLoader} reads flags, environment, {@code .env} and {@code
 * understudy.yaml}, strongest first, and gives {@link Settings}, or one {@link SettingsException}
 * that names everything that is wrong at once. {@link SettingsTable} shows the result.
 *
 * <p>Nothing here reads the process's own environment, working directory or clock: everything is
 * handed in by {@link SettingsInput}. All values are immutable and thread-safe.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.settings;
