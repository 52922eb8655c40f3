package dev.understudy.settings;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** A kind of database server, as the scheme of its address names it. */
public enum DatabaseKind {
    POSTGRESQL("postgresql", 5432),
    MARIADB("mariadb", 3306),
    MYSQL("mysql", 3306),
    SQLSERVER("sqlserver", 1433);

    private final String scheme;
    private final int port;

    DatabaseKind(String scheme, int port) {
        this.scheme = scheme;
        this.port = port;
    }

    /** The kind of that scheme, in lower case. */
    static Optional<DatabaseKind> of(String scheme) {
        var usual =
                switch (scheme) {
                    case "postgres" -> "postgresql";
                    case "mssql" -> "sqlserver";
                    default -> scheme;
                };
        return Arrays.stream(values()).filter(it -> it.scheme.equals(usual)).findFirst();
    }

    /** The port that such a server listens on when nothing else is said. */
    int port() {
        return port;
    }

    /**
     * The driver's options that an address may hold: those of encryption. Others could switch off
     * what keeps a session from writing.
     */
    Set<String> options() {
        return switch (this) {
            case POSTGRESQL -> Set.of("sslmode", "sslrootcert", "sslcert", "sslkey");
            case MARIADB, MYSQL -> Set.of("sslMode", "serverSslCert");
            case SQLSERVER ->
                    Set.of(
                            "encrypt",
                            "trustServerCertificate",
                            "hostNameInCertificate",
                            "trustStore",
                            "instanceName");
        };
    }
}
