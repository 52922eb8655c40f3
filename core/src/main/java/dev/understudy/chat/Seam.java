package dev.understudy.chat;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins what one model said before it broke off with what another one says to go on: whatever the
 * second repeats of the first is taken out, from its last words up to the whole. Text is held only
 * while it still might be such a repetition. One thread at a time.
 *
 * <p>A repetition is a beginning of the new text that is an end of the old one. Fewer than {@link
 * #SHORTEST} characters are no repetition but chance: they would cost letters of the answer.
 */
public final class Seam {
    /** Characters that a repetition has at least, unless it is all that was said. */
    static final int SHORTEST = 8;

    /** How far back a repetition may begin, in characters; the very beginning counts as well. */
    static final int LOOKED_BACK = 8_192;

    private final String said;
    private final StringBuilder held = new StringBuilder();
    private final List<Integer> candidates = new ArrayList<>();
    private final String blankBefore;
    private final StringBuilder blankAfter = new StringBuilder();
    private boolean blankJoined;
    private int repeated;

    /** Where the held text begins behind its leading blank. */
    private int textBegins;

    /** Characters of the held text, from there on, that all candidates repeat. */
    private int compared;

    private boolean joined;

    /**
     * @param said what the user has seen; not empty
     */
    public Seam(String said) {
        this.said = said.stripTrailing();
        var from = Math.max(0, this.said.length() - LOOKED_BACK);
        if (from > 0) {
            candidates.add(0);
        }
        for (int start = from; start < this.said.length(); start++) {
            candidates.add(start);
        }
        this.blankBefore = said.substring(this.said.length());
    }

    /** What to show of the next piece, and of what was held; perhaps nothing yet. */
    public String next(String piece) {
        if (joined) {
            return shown(piece);
        }
        held.append(piece);
        narrow();
        return candidates.isEmpty() ? join() : "";
    }

    /** What was still held when the new text ended. */
    public String end() {
        return joined ? "" : join();
    }

    /**
     * Drops the places in the old text that the held one does not repeat. Only what is new is
     * compared: models that run in a circle repeat thousands of characters, one at a time.
     */
    private void narrow() {
        if (compared == 0) {
            skipLeadingBlank();
        }
        int length = held.length() - textBegins;
        if (length == compared) {
            return;
        }
        int before = compared;
        var fresh = held.substring(textBegins + before);
        candidates.removeIf(start -> {
            int rest = said.length() - start;
            int upTo = Math.min(rest, length);
            if (!said.regionMatches(start + before, fresh, 0, upTo - before)) {
                return true;
            }
            if (upTo == rest) {
                repeated = Math.max(repeated, rest);
                return true;
            }
            return false;
        });
        compared = length;
    }

    private void skipLeadingBlank() {
        while (textBegins < held.length() && Character.isWhitespace(held.charAt(textBegins))) {
            textBegins++;
        }
    }

    private String join() {
        joined = true;
        boolean counts = repeated >= SHORTEST || repeated == said.length();
        var text = counts ? held.substring(textBegins + repeated) : held.toString();
        held.setLength(0);
        return shown(text);
    }

    /**
     * The old text may have ended with the very blank that the new one begins with; more than that
     * is kept, since indentation has a meaning.
     */
    private String shown(String text) {
        if (blankJoined) {
            return text;
        }
        blankAfter.append(text);
        var all = blankAfter.toString();
        int blank = all.length() - all.stripLeading().length();
        if (blank == all.length()) {
            return "";
        }
        blankJoined = true;
        int both = Math.min(blank, blankBefore.length());
        while (!blankBefore.endsWith(all.substring(0, both))) {
            both--;
        }
        return all.substring(both);
    }
}
