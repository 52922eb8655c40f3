/** The command line of the benchmarks. */
@org.jspecify.annotations.NullMarked
package dev.understudy.benchmarks;
