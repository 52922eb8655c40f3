/**
 * Scenarios played against simulated upstreams, over real sockets, through the real server: what
 * the user would have seen, and whether it is what was promised.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.cli.drill;
