package dev.understudy.cli;

import dev.understudy.settings.DataSettings;
import dev.understudy.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that have to do with data, too. */
final class DataOptions extends SettingOptions {
    @Option(
            names = "--data",
            paramLabel = "FILE|DIR",
            description = "CSV, Parquet and JSON files to ask about, each a table (DATA_FILES).")
    @Nullable Path data;

    @Override
    Settings load() {
        if (data != null) {
            if (!Files.exists(data)) {
                throw wrong(
                        "there is no file or folder %s (--data)".formatted(data.toAbsolutePath()));
            }
            // Where the user stands, not in the home that paths of settings are relative to.
            add(DataSettings.DATA_FILES, "--data", data.toAbsolutePath().toString());
        }
        return super.load();
    }
}
