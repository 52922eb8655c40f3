package dev.understudy.store;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A file {@code -wal} as bytes (sqlite.org/fileformat2.html, section 4): a header of 32 bytes, then
 * frames, each 24 bytes and a page. Frames whose salts are not the header's are left over from
 * before the file was begun anew.
 */
@SuppressWarnings("ArrayRecordComponent") // files, never compared as values
record WalImage(byte[] bytes) {
    static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;

    boolean begun() {
        return bytes.length >= HEADER;
    }

    private int frame() {
        return FRAME_HEADER + ByteBuffer.wrap(bytes).getInt(8);
    }

    private boolean current(int offset) {
        return offset + frame() <= bytes.length
                && Arrays.equals(bytes, 16, 24, bytes, offset + 8, offset + 16);
    }

    /** Behind the last frame of now. */
    int end() {
        int offset = HEADER;
        while (current(offset)) {
            offset += frame();
        }
        return offset;
    }

    /** Behind the commit before the last one; of a commit the last frame says the file's size. */
    int endBeforeLastCommit() {
        int last = HEADER;
        int before = HEADER;
        for (int offset = HEADER; current(offset); offset += frame()) {
            if (ByteBuffer.wrap(bytes).getInt(offset + 4) != 0) {
                before = last;
                last = offset + frame();
            }
        }
        return before;
    }

    /** Behind so many frames. */
    int endOf(int frames) {
        return HEADER + frames * frame();
    }

    boolean begunTogetherWith(WalImage other) {
        return Arrays.equals(bytes, 0, HEADER, other.bytes, 0, HEADER);
    }

    /** This up to {@code length}, behind it what {@code older} had there, if anything. */
    byte[] cut(int length, WalImage older) {
        var cut = Arrays.copyOf(older.bytes, Math.max(length, older.bytes.length));
        System.arraycopy(bytes, 0, cut, 0, length);
        return cut;
    }

    byte[] cut(int length) {
        return Arrays.copyOf(bytes, length);
    }
}
