package dev.understudy.cli.drill.matrix;

import dev.understudy.cli.drill.Verdict;

/**
 * What one question came to, in the words of {@code matrix.txt}, whose head explains each of them;
 * {@code -} stands for nothing.
 */
record Transcript(
        String attempts,
        String notices,
        String text,
        String end,
        String used,
        String tokens,
        String health,
        String outcome) {
    static final String NOTHING = "-";

    /** Holds what was seen against this, which was promised. */
    void judge(Transcript seen, Verdict verdict) {
        verdict.expect("attempts", seen.attempts, attempts);
        verdict.expect("notices", seen.notices, notices);
        verdict.expect("text", seen.text, text);
        verdict.expect("end", seen.end, end);
        verdict.expect("quota used", seen.used, used);
        verdict.expect("tokens", seen.tokens, tokens);
        verdict.expect("health", seen.health, health);
        verdict.expect("outcome", seen.outcome, outcome);
    }
}
