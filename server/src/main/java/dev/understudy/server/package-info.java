/** The composition root: settings, the parts list and the running server. */
@org.jspecify.annotations.NullMarked
package dev.understudy.server;
