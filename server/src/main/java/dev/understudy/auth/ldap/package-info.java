/**
 * Users of a company's directory, asked over LDAP whether a password is theirs. {@link
 * dev.understudy.auth.ldap.Directory} is the entry; it blocks, so virtual threads call it.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.auth.ldap;
