package dev.understudy.data.source.duckdb;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the data files below one folder. Not thread-safe. */
final class FolderWalk implements FileVisitor<Path> {
    /** Folders in folders. */
    private static final int MOST_DEPTH = 6;

    /** Entries that are looked at: somebody may name the root of a disk. */
    private static final int MOST_ENTRIES = 50_000;

    private final Path folder;
    private final Set<Path> seen = new HashSet<>();
    private final List<Path> links = new ArrayList<>();
    private final List<DataFile> files = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int entries;

    private FolderWalk(Path folder) {
        this.folder = folder;
    }

    /** Walks through a folder; files come before links to them, which then add nothing. */
    static FolderWalk through(Path folder) throws IOException {
        var walk = new FolderWalk(folder);
        Files.walkFileTree(folder, Set.<FileVisitOption>of(), MOST_DEPTH, walk);
        walk.links.forEach(walk::add);
        return walk;
    }

    /** What was found, in the order of the names. */
    List<DataFile> files() {
        return DataFiles.sorted(files);
    }

    List<String> problems() {
        return problems;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        return hidden(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (++entries > MOST_ENTRIES) {
            problems.add("only the first %,d entries were looked at".formatted(MOST_ENTRIES));
            return FileVisitResult.TERMINATE;
        }
        if (!hidden(file) && attributes.isSymbolicLink()) {
            links.add(file);
        } else if (!hidden(file)) {
            add(file);
        }
        return files.size() > DataFiles.MOST_FILES
                ? FileVisitResult.TERMINATE
                : FileVisitResult.CONTINUE;
    }

    private void add(Path file) {
        DataFile.kind(file)
                .ifPresentOrElse(
                        kind -> add(file, kind),
                        () -> DataFile.advice(file).ifPresent(it -> notRead(file, it)));
    }

    private void notRead(Path file, String advice) {
        problems.add("%s is not read: %s".formatted(DataFiles.shown(folder, file), advice));
    }

    private void add(Path file, DataFile.Kind kind) {
        try {
            Path real = file.toRealPath();
            if (real.startsWith(folder) && Files.isRegularFile(real) && seen.add(real)) {
                files.add(new DataFile(file, DataFiles.shown(folder, file), kind));
            }
        } catch (IOException e) {
            unreadable(file, e);
        }
    }

    private boolean hidden(Path path) {
        return !path.equals(folder) && String.valueOf(path.getFileName()).startsWith(".");
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) {
        unreadable(file, problem);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException problem) {
        if (problem != null) {
            unreadable(directory, problem);
        }
        return FileVisitResult.CONTINUE;
    }

    private void unreadable(Path path, IOException problem) {
        problems.add(
                "%s cannot be looked at (%s)"
                        .formatted(
                                DataFiles.shown(folder, path), problem.getClass().getSimpleName()));
    }
}
