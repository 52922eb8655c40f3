package dev.understudy.benchmarks.load;

/**
 * An answer that was stitched together, held against what was meant to be said.
 *
 * @param lost characters of it that are not there, in order
 * @param added characters that are there and do not belong to it: repetitions, mostly
 */
record Stitching(int lost, int added) {
    /** By the longest common subsequence; takes time by the product of both lengths. */
    static Stitching of(String meant, String seen) {
        int common = longestCommon(meant, seen);
        return new Stitching(meant.length() - common, seen.length() - common);
    }

    /**
     * What a user was meant to read of an answer whose connection broke. Text that was sent just
     * before may not have been passed on; then the fallback is shown less than was sent, and what
     * it was scripted to say begins later than what a real model would.
     *
     * @param whole the answer as it was written
     * @param shown how far the fallback was shown that it had come; a beginning of {@code whole}
     * @param goesOn what the fallback said; an end of {@code whole}
     */
    static String meant(String whole, String shown, String goesOn) {
        boolean gap = shown.length() + goesOn.length() < whole.length();
        return gap ? shown + goesOn : whole;
    }

    private static int longestCommon(String a, String b) {
        var above = new int[b.length() + 1];
        for (int i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            for (int j = 1; j <= b.length(); j++) {
                row[j] =
                        a.charAt(i - 1) == b.charAt(j - 1)
                                ? above[j - 1] + 1
                                : Math.max(above[j], row[j - 1]);
            }
            above = row;
        }
        return above[b.length()];
    }
}
