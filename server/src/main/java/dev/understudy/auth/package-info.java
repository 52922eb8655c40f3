/**
 * Who is asking: the verdict on a request's credentials, and the caller that it names. Each way of
 * proving an identity has a package of its own below this one.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.auth;
