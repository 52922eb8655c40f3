package dev.understudy.data.sample;

/**
 * Numbers that look random and are the same for the same seed on every machine and every JDK: the
 * mixing steps of splitmix64 (Steele, Lea, Flood 2014). Not thread-safe.
 */
final class SampleRandom {
    private long state;

    SampleRandom(long seed) {
        state = seed * 0x9E3779B97F4A7C15L;
        next();
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = state;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** From 0 to {@code bound - 1}; the bias is far below what anybody sees. */
    int below(int bound) {
        return (int) Math.floorMod(next(), (long) bound);
    }

    /** Whether something happens that happens {@code percent} times in a hundred. */
    boolean chance(int percent) {
        return below(100) < percent;
    }

    /** An index of {@code weights}, each as often as its weight says. */
    int weighted(int[] weights) {
        int sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        int left = below(sum);
        int index = 0;
        while (left >= weights[index]) {
            left -= weights[index];
            index++;
        }
        return index;
    }
}
