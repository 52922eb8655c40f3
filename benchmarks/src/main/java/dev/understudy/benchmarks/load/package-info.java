/** Benchmarks of the running server: real sockets, simulated upstreams. */
@org.jspecify.annotations.NullMarked
package dev.understudy.benchmarks.load;
