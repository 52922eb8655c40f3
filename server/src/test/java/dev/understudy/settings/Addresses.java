package dev.understudy.settings;

/** Addresses of databases for the tests of other packages. */
public final class Addresses {
    private Addresses() {}

    /** The address that an operator writes as {@code text}. */
    public static DatabaseAddress of(String text) {
        return DatabaseAddress.parse(text);
    }
}
