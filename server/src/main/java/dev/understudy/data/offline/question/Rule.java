package dev.understudy.data.offline.question;

import java.util.List;

/** Reads on from where a reading is. */
interface Rule {
    /** All ways to read on; none where the rule does not apply. */
    List<Reading> readOn(Reading reading, Question question);
}
