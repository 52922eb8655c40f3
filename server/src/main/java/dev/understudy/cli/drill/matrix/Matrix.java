package dev.understudy.cli.drill.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** All cases, in the order of {@code matrix.txt}. */
public final class Matrix {
    /** What all of it is chosen by. */
    public static final String NAME = "matrix";

    private static final String FILE = "matrix.txt";

    private Matrix() {}

    public static List<MatrixCase> all() {
        return new MatrixFile(Failures.all()).read(text());
    }

    private static String text() {
        try (var stream = Matrix.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException("the resource %s is missing".formatted(FILE));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
