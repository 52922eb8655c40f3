/**
 * The grammar of the planner for questions about data. {@link
 * dev.understudy.data.offline.question.QuestionReader} is the entry: words are read by rules into
 * readings, a reading whose every word was consumed is given a meaning over the catalogue, and the
 * meaning is written as SQL. No rule knows any table; what is not consumed is not understood.
 */
@NullMarked
package dev.understudy.data.offline.question;

import org.jspecify.annotations.NullMarked;
