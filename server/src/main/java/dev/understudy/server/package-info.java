/**
 * The composition root. {@link dev.understudy.server.ServerConfig} turns settings into what the
 * parts want, {@link dev.understudy.server.Parts} makes them once and in order, {@link
 * dev.understudy.server.Server} puts HTTP in front of them. Starting and closing block; everything
 * else is safe for any thread. Nothing below knows this package.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.server;
