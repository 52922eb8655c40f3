/** An upstream that fails on a script, over real sockets. */
@org.jspecify.annotations.NullMarked
package dev.understudy.simulator;
