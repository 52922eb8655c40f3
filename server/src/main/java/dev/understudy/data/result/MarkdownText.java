package dev.understudy.data.result;

import java.util.regex.Pattern;

/**
 * Text from data or from a model, made harmless in Markdown: no link, no image, no HTML, no formula
 * can come of it. Only backslashes are put in front of characters, since some front ends show HTML
 * entities as they are. Pure functions.
 */
public final class MarkdownText {
    /** What has a meaning wherever it stands in a line. */
    private static final Pattern ALWAYS = Pattern.compile("[\\\\`*<|~${}]");

    /** A word's own underscores are none of emphasis. */
    private static final Pattern UNDERSCORE =
            Pattern.compile("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

    /**
     * A link or an image needs its address or its label right behind the bracket. The bracket
     * itself is left alone: with a backslash in front it opens a formula in some front ends.
     */
    private static final Pattern BEHIND_BRACKET = Pattern.compile("(?<=\\])[(\\[]");

    /** What is turned into a link without brackets: addresses of pages and of mail. */
    private static final Pattern BARE_ADDRESS =
            Pattern.compile(
                    "(?<=(?i:https?|ftp|mailto|xmpp)):(?=\\S)|(?<=[Ww]{3})\\.|(?<=\\S)@(?=\\S)");

    private static final Pattern ENTITY = Pattern.compile("&(?=#?\\w{1,32};)");

    private static final Pattern FENCE_LINE = Pattern.compile("(?m)^[ \\t]*+(`{3,}|~{3,}).*$");

    private static final Pattern DEFINITION =
            Pattern.compile("(?m)^([ \\t]*+\\[[^\\]]{0,999}\\]):");

    private MarkdownText() {}

    /** One line of text that is shown as it is, in a table's cell or within a paragraph. */
    public static String escaped(String line) {
        return inert(ALWAYS.matcher(line.replaceAll("[\\r\\n]+", " ")).replaceAll("\\\\$0"));
    }

    /**
     * A model's own words: emphasis and lists stay, but code, tables, links, images, HTML and
     * formulas become plain text.
     */
    public static String prose(String text) {
        var plain = FENCE_LINE.matcher(text).replaceAll("").replace("`", "");
        var defused = DEFINITION.matcher(plain).replaceAll("$1\\\\:");
        return inert(defused.replaceAll("\\\\(?=[(\\[])|[<|~${}]", "\\\\$0"));
    }

    /** A fenced block whose content cannot end it. */
    public static String fenced(String language, String content) {
        int longest = 2;
        var runs = Pattern.compile("`+").matcher(content);
        while (runs.find()) {
            longest = Math.max(longest, runs.end() - runs.start());
        }
        var fence = "`".repeat(longest + 1);
        return fence + language + "\n" + content.strip() + "\n" + fence;
    }

    private static String inert(String text) {
        var result = text;
        for (var pattern : new Pattern[] {UNDERSCORE, BEHIND_BRACKET, BARE_ADDRESS, ENTITY}) {
            result = pattern.matcher(result).replaceAll("\\\\$0");
        }
        return result;
    }
}
