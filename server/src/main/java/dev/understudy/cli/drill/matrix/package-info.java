/**
 * The fault matrix: each kind of failure, before and after the first text, streamed and whole, over
 * each wire, with the transcript that a user must get. What is expected stands in {@code
 * matrix.txt}, written by hand after the execution rules.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.cli.drill.matrix;
