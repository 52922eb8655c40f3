/** What a benchmark is, and how its figures are summed up, held against goals, and shown. */
@org.jspecify.annotations.NullMarked
package dev.understudy.benchmarks.measure;
