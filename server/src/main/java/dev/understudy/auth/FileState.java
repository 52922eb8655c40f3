package dev.understudy.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What tells one state of a file from another. A file that is put in the place of another has a key
 * of its own, whatever its time and size.
 */
public record FileState(FileTime modified, long size, @Nullable Object fileKey) {
    public static final FileState ABSENT = new FileState(FileTime.fromMillis(0), -1, null);
    private static final FileState UNREADABLE = new FileState(FileTime.fromMillis(0), -2, null);

    /** The state that the file is in now. Blocks; never fails. */
    public static FileState of(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileState(
                    attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (NoSuchFileException _) {
            return ABSENT;
        } catch (IOException _) {
            return UNREADABLE;
        }
    }
}
