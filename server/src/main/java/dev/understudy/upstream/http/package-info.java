/**
 * What every protocol over HTTP shares: the connections to one server ({@link
 * dev.understudy.upstream.http.HttpConnections}), the life of one call, its lines, its bounds, and
 * the failures that have nothing to do with a dialect. Knows no protocol; a call lives on the event
 * loop that started it.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.upstream.http;
