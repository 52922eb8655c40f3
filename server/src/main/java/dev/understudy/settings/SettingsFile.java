package dev.understudy.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads a configuration file as text: UTF-8, with or without a byte order mark, not endless. */
final class SettingsFile {
    /** Far more than every setting with a comment; a larger file is some other file. */
    static final int MOST_BYTES = 256 * 1024;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private SettingsFile() {}

    /** The text of {@code file}; empty, with a problem added, where it cannot be read. */
    static String read(Path file, List<SettingProblem> problems) {
        try (var stream = Files.newInputStream(file)) {
            var bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                problems.add(problem(file, "larger than %d bytes".formatted(MOST_BYTES)));
                return "";
            }
            var text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            problems.add(problem(file, "not UTF-8; save it in that encoding"));
        } catch (IOException e) {
            problems.add(problem(file, "cannot be read (" + e.getClass().getSimpleName() + ")"));
        }
        return "";
    }

    private static SettingProblem problem(Path file, String message) {
        return new SettingProblem("", file.toString(), message);
    }
}
