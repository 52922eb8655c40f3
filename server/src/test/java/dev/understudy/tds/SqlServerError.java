package dev.understudy.tds;

/**
 * An error as SQL Server numbers it.
 *
 * @param severity its class; 20 and above end the connection
 */
public record SqlServerError(int number, int state, int severity, String message) {
    public SqlServerError(int number, int severity, String message) {
        this(number, 1, severity, message);
    }

    public static SqlServerError deadlock() {
        return new SqlServerError(
                1205,
                13,
                "Transaction (Process ID 51) was deadlocked on lock resources with another process and has been chosen as the deadlock victim. Rerun the transaction.");
    }

    public static SqlServerError permissionDenied(String object) {
        return new SqlServerError(
                229,
                14,
                "The SELECT permission was denied on the object '%s', database 'shop', schema 'dbo'."
                        .formatted(object));
    }

    public static SqlServerError lockTimeout() {
        return new SqlServerError(1222, 16, "Lock request time out period exceeded.");
    }

    static SqlServerError loginFailed(String user) {
        return new SqlServerError(18456, 14, "Login failed for user '%s'.".formatted(user));
    }

    static SqlServerError noSuchDatabase(String name) {
        return new SqlServerError(
                4060,
                11,
                "Cannot open database \"%s\" requested by the login. The login failed."
                        .formatted(name));
    }

    static SqlServerError noSuchProcedure(String name) {
        return new SqlServerError(
                2812, 62, 16, "Could not find stored procedure '%s'.".formatted(name));
    }

    /** For what this fake cannot do; the driver shows it to the test. */
    static SqlServerError notInThisFake(String what) {
        return new SqlServerError(50000, 16, "the fake cannot do this: " + what);
    }
}
