package dev.understudy.settings;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** A kind of database server, as the scheme of its address names it. */
public enum DatabaseKind {
    POSTGRESQL("postgresql", 5432, Set.of("sslmode", "sslrootcert", "sslcert", "sslkey")),
    MARIADB("mariadb", 3306, Set.of("sslMode", "serverSslCert")),
    MYSQL("mysql", 3306, Set.of("sslMode", "serverSslCert")),
    SQLSERVER(
            "sqlserver",
            1433,
            Set.of(
                    "encrypt",
                    "trustServerCertificate",
                    "hostNameInCertificate",
                    "trustStore",
                    "instanceName"));

    private final String scheme;
    private final int port;
    private final Set<String> options;

    DatabaseKind(String scheme, int port, Set<String> options) {
        this.scheme = scheme;
        this.port = port;
        this.options = options;
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
        return options;
    }
}
