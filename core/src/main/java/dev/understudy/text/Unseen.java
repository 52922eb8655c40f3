package dev.understudy.text;

import java.util.regex.Pattern;

/**
 * Characters that are not seen but act: controls (also those of eight bits, which terminals obey),
 * those that turn the direction of writing or join what stands beside them, and the separators that
 * end a line for some readers only. In a name they make two look like one, or a line of a log look
 * like another. Pure.
 */
public final class Unseen {
    private static final Pattern IN_A_NAME = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    /** Prose keeps its lines, and the joiners that some scripts and emoji are written with. */
    private static final Pattern IN_PROSE =
            Pattern.compile(
                    "[\\p{Cc}\\p{Zl}\\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069&&[^\\n\\t]]");

    private Unseen() {}

    /** Whether a name holds any. */
    public static boolean in(String name) {
        return IN_A_NAME.matcher(name).find();
    }

    /** The name without them. */
    public static String removed(String name) {
        return IN_A_NAME.matcher(name).replaceAll("");
    }

    /** The text with a blank for each, on one line so. */
    public static String blanked(String text) {
        return IN_A_NAME.matcher(text).replaceAll(" ");
    }

    /** Prose of several lines without what would act on a screen. */
    public static String removedFromProse(String text) {
        return IN_PROSE.matcher(text).replaceAll("");
    }
}
