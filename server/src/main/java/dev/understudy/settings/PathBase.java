package dev.understudy.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where relative paths start.
 *
 * @param directory the start of a relative path
 * @param userHome what a leading {@code ~/} stands for
 */
record PathBase(Path directory, Path userHome) {

    /** The absolute path meant by {@code text}. */
    Path resolve(String text) {
        try {
            if (text.equals("~")) {
                return userHome.toAbsolutePath().normalize();
            }
            if (text.startsWith("~/") || text.startsWith("~\\")) {
                return userHome.resolve(text.substring(2)).toAbsolutePath().normalize();
            }
            return directory.resolve(text).toAbsolutePath().normalize();
        } catch (InvalidPathException _) {
            throw new WrongValueException();
        }
    }
}
