package dev.understudy.server;

/** Which version this is. */
public final class Version {
    private Version() {}

    /** As in the jar's manifest; {@code development} where it runs from classes. */
    public static String number() {
        var number = Version.class.getPackage().getImplementationVersion();
        return number == null ? "development" : number;
    }
}
