/**
 * Tokens of users who have logged in: JWTs that this server signs and reads itself. {@link
 * dev.understudy.auth.jwt.Tokens} is the entry.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.auth.jwt;
