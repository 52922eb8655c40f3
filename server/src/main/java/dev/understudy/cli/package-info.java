/**
 * The command line: one class for each command; {@link dev.understudy.cli.Main} is the entry.
 * Answers go to standard output, everything else to standard error. Exit codes: 0 done, 1 failed, 2
 * wrong use or configuration. The only package that may use the simulator.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.cli;
