package dev.understudy.data.offline.question;

import dev.understudy.data.catalogue.Table;

/**
 * Something computed over the rows of a table.
 *
 * @param base whose rows are the grain: nothing that multiplies them may be joined
 * @param name the column's name in the result
 * @param words for people: "the sum of orders.total"
 */
record Measure(Table base, Expression expression, String name, String words) {}
