/**
 * Who is asking: the verdict on a request's credentials, and the caller that it names, with the
 * role that says what it may do. {@link dev.understudy.auth.Credentials} is the entry. Each way of
 * proving an identity has a package of its own below this one.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.auth;
