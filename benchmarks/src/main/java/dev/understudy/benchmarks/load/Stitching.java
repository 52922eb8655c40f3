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
