/** The gateway on its own, over simulated upstreams. */
@org.jspecify.annotations.NullMarked
package dev.understudy.gateway;
