/**
 * Logging in: a name and a password become a token. {@link dev.understudy.auth.login.LogIns} is the
 * entry.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.auth.login;
