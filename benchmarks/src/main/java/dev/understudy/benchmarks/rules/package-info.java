/** Benchmarks of the rules by themselves. */
@org.jspecify.annotations.NullMarked
package dev.understudy.benchmarks.rules;
