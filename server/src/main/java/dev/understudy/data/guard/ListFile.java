package dev.understudy.data.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The text files beside this class that say what is allowed: made to be read by people. */
final class ListFile {
    private ListFile() {}

    /** The lines of a file that are neither empty nor comments. */
    static List<String> lines(String file) {
        try (var stream = ListFile.class.getResourceAsStream(file)) {
            if (stream == null) throw new IllegalStateException("the program lacks " + file);
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(it -> !it.isBlank() && !it.startsWith("#")).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
