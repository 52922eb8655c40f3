package dev.understudy.data.evaluation;

/** What became of one question. */
public sealed interface Verdict {
    /** The question it is about. */
    GoldenQuestion question();

    record Right(GoldenQuestion question) implements Verdict {}

    record Declined(GoldenQuestion question, String reason) implements Verdict {}

    /**
     * It was answered, and not as expected.
     *
     * @param expected the right rows, shortened; "no answer" where a decline was wanted
     * @param got the rows that were given, shortened, or why there are none
     */
    record Wrong(GoldenQuestion question, String sql, String expected, String got)
            implements Verdict {}
}
