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
