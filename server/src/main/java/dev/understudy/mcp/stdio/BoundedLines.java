package dev.understudy.mcp.stdio;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of text in UTF-8, of which none fills the memory. For one thread. */
final class BoundedLines {
    /** One line, without its end; cut where it was too long. */
    record Line(String text, boolean tooLong) {}

    private final InputStream in;
    private final int longest;

    BoundedLines(InputStream in, int longest) {
        this.in = new BufferedInputStream(in);
        this.longest = longest;
    }

    /** The next one, also without an end of its own; null at the end. Blocks. */
    @Nullable Line next() throws IOException {
        var bytes = new ByteArrayOutputStream();
        boolean tooLong = false;
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (bytes.size() < longest) {
                bytes.write(next);
            } else {
                tooLong = true;
            }
            next = in.read();
        }
        return new Line(bytes.toString(StandardCharsets.UTF_8), tooLong);
    }
}
