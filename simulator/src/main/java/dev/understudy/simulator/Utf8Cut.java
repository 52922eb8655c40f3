package dev.understudy.simulator;

/** Finds where to cut UTF-8 so that a reader that decodes each read by itself goes wrong. */
final class Utf8Cut {
    private Utf8Cut() {}

    /** After the first byte of the first multi-byte character, else the middle. */
    static int inside(byte[] utf8) {
        for (int i = 0; i + 1 < utf8.length; i++) {
            if (utf8[i] < 0) {
                return i + 1;
            }
        }
        return utf8.length / 2;
    }
}
