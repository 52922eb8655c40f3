package dev.understudy.auth.ldap;

/** How the way to the directory is protected. */
public enum DirectorySecurity {
    /** Not at all: passwords go in the clear. */
    NONE,
    /** TLS on the port of plain LDAP, before anything is said. */
    START_TLS,
    /** TLS from the first byte. */
    LDAPS
}
