/** The whole product over real sockets: a real server in front of simulated upstreams. */
@org.jspecify.annotations.NullMarked
package dev.understudy.server;
