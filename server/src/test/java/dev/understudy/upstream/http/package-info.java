/**
 * What every protocol over HTTP must keep, whichever it is: contracts, and what they are tried
 * with.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.upstream.http;
