package dev.understudy.upstream.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.failure.Defect;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of an answer into lines and decodes each as strict UTF-8. By bytes to the newline,
 * not by what one read returns: that may end inside a character. One thread at a time.
 */
public final class AnswerLines {
    private final int longestLineBytes;
    private final long longestAnswerBytes;
    private final AnswerReader reader;
    private final CharsetDecoder decoder =
            UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
    private char[] chars = new char[512];
    private byte[] unfinished = new byte[512];
    private int unfinishedLength;
    private long answerBytes;

    public AnswerLines(int longestLineBytes, long longestAnswerBytes, AnswerReader reader) {
        this.longestLineBytes = longestLineBytes;
        this.longestAnswerBytes = longestAnswerBytes;
        this.reader = reader;
    }

    /** Reads on. After a defect nothing more must be given. */
    public @Nullable Defect take(byte[] bytes) {
        answerBytes += bytes.length;
        if (answerBytes > longestAnswerBytes) {
            return Defect.TOO_LARGE;
        }
        var start = 0;
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                var defect = lineEndsAt(bytes, start, i);
                if (defect != null) {
                    return defect;
                }
                start = i + 1;
            }
        }
        return keep(bytes, start, bytes.length) ? null : Defect.TOO_LARGE;
    }

    /** The answer has ended; its last line may lack the newline. */
    public @Nullable Defect end() {
        return lineEndsAt(new byte[0], 0, 0);
    }

    private @Nullable Defect lineEndsAt(byte[] bytes, int start, int end) {
        if (unfinishedLength == 0) {
            return end - start > longestLineBytes ? Defect.TOO_LARGE : read(bytes, start, end);
        }
        if (!keep(bytes, start, end)) {
            return Defect.TOO_LARGE;
        }
        var length = unfinishedLength;
        unfinishedLength = 0;
        return read(unfinished, 0, length);
    }

    private boolean keep(byte[] bytes, int start, int end) {
        var length = unfinishedLength + end - start;
        if (length > longestLineBytes) {
            return false;
        }
        if (length > unfinished.length) {
            unfinished = Arrays.copyOf(unfinished, Math.max(length, 2 * unfinished.length));
        }
        System.arraycopy(bytes, start, unfinished, unfinishedLength, end - start);
        unfinishedLength = length;
        return true;
    }

    private @Nullable Defect read(byte[] bytes, int start, int end) {
        // UTF-8 has never more UTF-16 units than bytes.
        if (end - start > chars.length) {
            chars = new char[Math.max(end - start, 2 * chars.length)];
        }
        var decoded = CharBuffer.wrap(chars);
        decoder.reset();
        if (decoder.decode(ByteBuffer.wrap(bytes, start, end - start), decoded, true).isError()) {
            return Defect.BAD_LINE;
        }
        return isBlank(decoded.position()) ? null : reader.line(chars, decoded.position());
    }

    private boolean isBlank(int length) {
        for (var i = 0; i < length; i++) {
            if (chars[i] > ' ') {
                return false;
            }
        }
        return true;
    }
}
