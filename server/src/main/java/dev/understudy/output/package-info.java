/**
 * What was answered, used and limited, as text and JSON for people and programs: the same over the
 * API, in the command line and for AI clients. Pure functions.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.output;
