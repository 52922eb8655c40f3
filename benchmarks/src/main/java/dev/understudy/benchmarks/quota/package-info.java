/** Server processes that share one quota and are killed: is it ever overrun? */
@org.jspecify.annotations.NullMarked
package dev.understudy.benchmarks.quota;
