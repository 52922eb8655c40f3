package dev.understudy.settings;

/** Where a value comes from. */
public sealed interface Source {
    /** Nobody said anything. */
    record Default() implements Source {}

    /** {@code understudy.yaml}; lines count from 1. */
    record Yaml(int line) implements Source {}

    /** {@code .env}; lines count from 1. */
    record Dotenv(int line) implements Source {}

    /** The process's environment. */
    record Environment() implements Source {}

    /**
     * The command line.
     *
     * @param option as it was written: {@code --set}, or one of the command's own
     */
    record Flag(String option) implements Source {}

    /** For people: {@code .env line 7}. */
    default String described() {
        return switch (this) {
            case Default _ -> "default";
            case Yaml(var line) -> SettingsLoader.YAML + " line " + line;
            case Dotenv(var line) -> SettingsLoader.DOTENV + " line " + line;
            case Environment _ -> "environment";
            case Flag(var option) -> "flag " + option;
        };
    }
}
