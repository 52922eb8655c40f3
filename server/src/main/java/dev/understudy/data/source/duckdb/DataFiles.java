package dev.understudy.data.source.duckdb;

import dev.understudy.data.source.SourceDownException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that a path stands for: the file itself, or what is in the folder and its folders,
 * without hidden ones. A link is followed as long as it leads to a file of the same folder.
 *
 * @param problems what could not be looked at
 * @param version another one when a file was added, taken away or written
 */
record DataFiles(List<DataFile> files, List<String> problems, String version) {
    DataFiles {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }

    /** Files of a folder; more tables than that are no longer a catalogue. */
    static final int MOST_FILES = 1_000;

    /** Bytes of all together, as they lie on the disk; their rows are to lie in memory. */
    static final long MOST_BYTES = 4L << 30;

    /** The files of {@code path}, in the order of their names. */
    static DataFiles of(Path path) throws SourceDownException {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            if (!Files.exists(absolute)) {
                throw new SourceDownException("there is no file or folder " + absolute);
            }
            return Files.isDirectory(absolute) ? inFolder(absolute) : single(absolute);
        } catch (IOException e) {
            throw new SourceDownException(
                    "%s cannot be looked at (%s)"
                            .formatted(absolute, e.getClass().getSimpleName()));
        }
    }

    private static DataFiles single(Path file) throws IOException, SourceDownException {
        DataFile.Kind kind =
                DataFile.kind(file)
                        .orElseThrow(() ->
                                new SourceDownException(
                                        "%s is no file that can be read: it must be %s%s"
                                                .formatted(
                                                        file,
                                                        DataFile.KINDS,
                                                        DataFile.advice(file)
                                                                .map(it -> "; " + it)
                                                                .orElse(""))));
        return bounded(file, List.of(new DataFile(file, shown(file, file), kind)), List.of());
    }

    private static DataFiles inFolder(Path folder) throws IOException, SourceDownException {
        FolderWalk walk = FolderWalk.through(folder.toRealPath());
        if (walk.files().isEmpty()) {
            String problems = String.join("; ", walk.problems());
            throw new SourceDownException(
                    "%s has no file that can be read: %s%s"
                            .formatted(
                                    folder,
                                    DataFile.KINDS,
                                    problems.isEmpty() ? "" : "; " + problems));
        }
        return bounded(folder, walk.files(), walk.problems());
    }

    private static DataFiles bounded(Path path, List<DataFile> files, List<String> problems)
            throws IOException, SourceDownException {
        if (files.size() > MOST_FILES) {
            throw new SourceDownException(
                    "%s has more than %,d files: name a smaller folder"
                            .formatted(path, MOST_FILES));
        }
        var filled = new ArrayList<DataFile>();
        var allProblems = new ArrayList<>(problems);
        var version = new StringBuilder();
        long bytes = 0;
        for (DataFile file : files) {
            var attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
            bytes += attributes.size();
            if (attributes.size() > 0) {
                filled.add(file);
            } else {
                allProblems.add(file.shown() + ": it is empty");
            }
            version.append(file.path()).append(' ').append(attributes.size());
            version.append(' ').append(attributes.lastModifiedTime()).append('\n');
        }
        if (bytes > MOST_BYTES) {
            throw new SourceDownException(
                    "%s holds %,d bytes, more than the %,d that are read into memory: use a database for them"
                            .formatted(path, bytes, MOST_BYTES));
        }
        return new DataFiles(filled, allProblems, version.toString());
    }

    /** What a file is called to people: its path from the folder. */
    static String shown(Path folder, Path file) {
        Path relative = folder.relativize(file);
        return relative.toString().isEmpty()
                ? String.valueOf(file.getFileName())
                : relative.toString();
    }

    /** Sorted by path, so that the same folder gives the same tables. */
    static List<DataFile> sorted(List<DataFile> files) {
        var sorted = new ArrayList<>(files);
        sorted.sort((a, b) -> a.shown().compareTo(b.shown()));
        return sorted;
    }
}
