/** The command line, run as users run it: in processes of its own. */
@org.jspecify.annotations.NullMarked
package dev.understudy.cli;
