package dev.understudy.data.offline.question;

import dev.understudy.data.result.ChartWish;
import java.util.List;

/** What was made of a question. */
public sealed interface Understanding {
    /**
     * Every word was understood, in one way only.
     *
     * @param chart how the rows are to be shown
     */
    record Understood(String sql, String text, ChartWish chart) implements Understanding {
        Understood shown(ChartWish as) {
            return new Understood(sql, text, as);
        }
    }

    /**
     * Not, or in more than one way.
     *
     * @param words those that no rule reads, in their order; empty where all were read
     */
    record NotUnderstood(List<String> words, String reason) implements Understanding {
        public NotUnderstood {
            words = List.copyOf(words);
        }
    }
}
