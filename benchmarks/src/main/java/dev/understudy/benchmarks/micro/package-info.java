/**
 * Micro benchmarks (JMH), each in a process of its own. A benchmark of {@code ./understudy bench}
 * runs them and holds them against its goals.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.benchmarks.micro;
