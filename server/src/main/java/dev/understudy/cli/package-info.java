/**
 * The command line: one class for each command. Answers go to standard output, everything else to
 * standard error. Exit codes: 0 done, 1 failed, 2 wrong use or configuration.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.cli;
