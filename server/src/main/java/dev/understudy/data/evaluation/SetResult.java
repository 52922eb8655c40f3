package dev.understudy.data.evaluation;

import java.util.List;
import java.util.function.Predicate;

/**
 * What became of the questions of one set. Those for which a decline is wanted are counted apart:
 * declining them earns nothing, and answering them wrongly is wrong.
 */
public record SetResult(String name, List<Verdict> verdicts) {
    public SetResult {
        verdicts = List.copyOf(verdicts);
    }

    /** How many of the questions to be answered must be answered rightly, in percent. */
    public static final int NEEDED_PERCENT = 80;

    /** Whether enough was answered rightly, and nothing wrongly. */
    public static boolean passed(List<SetResult> results) {
        var answerable = results.stream().mapToLong(SetResult::answerable).sum();
        var right = results.stream().mapToLong(SetResult::right).sum();
        return results.stream().allMatch(it -> it.wrong() == 0)
                && 100 * right >= NEEDED_PERCENT * answerable;
    }

    /** Questions that are to be answered. */
    public long answerable() {
        return count(it -> !it.question().declinable());
    }

    public long right() {
        return count(it -> it instanceof Verdict.Right && !it.question().declinable());
    }

    public long declined() {
        return count(it -> it instanceof Verdict.Declined && !it.question().declinable());
    }

    public long wrong() {
        return count(it -> it instanceof Verdict.Wrong);
    }

    /** Questions for which a decline is wanted. */
    public long declinable() {
        return count(it -> it.question().declinable());
    }

    public long declinedAsWanted() {
        return count(it -> it instanceof Verdict.Declined && it.question().declinable());
    }

    private long count(Predicate<Verdict> which) {
        return verdicts.stream().filter(which).count();
    }
}
