package dev.understudy.simulator;

import java.util.ArrayList;
import java.util.List;

/** Text in pieces of about the size of a token, and the count of words that stands for tokens. */
final class TokenSized {
    private static final int LONGEST_IN_CODE_POINTS = 12;

    private TokenSized() {}

    /**
     * Cuts before each run of white space, and a long word every twelve code points. The pieces put
     * together are the text; no piece is empty and none holds half a surrogate pair.
     */
    static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        int inPiece = 0;
        boolean wordBegun = false;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            boolean space = Character.isWhitespace(codePoint);
            if (inPiece == LONGEST_IN_CODE_POINTS || (space && wordBegun)) {
                pieces.add(piece.toString());
                piece.setLength(0);
                inPiece = 0;
                wordBegun = false;
            }
            piece.appendCodePoint(codePoint);
            inPiece++;
            wordBegun |= !space;
            i += Character.charCount(codePoint);
        }
        if (inPiece > 0) {
            pieces.add(piece.toString());
        }
        return pieces;
    }

    /** The number of runs of characters between white space. */
    static int words(String text) {
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            boolean space = Character.isWhitespace(text.charAt(i));
            if (!space && !inWord) {
                words++;
            }
            inWord = !space;
        }
        return words;
    }
}
