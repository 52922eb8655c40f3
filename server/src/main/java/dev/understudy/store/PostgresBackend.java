package dev.understudy.store;

import static java.util.Objects.requireNonNullElse;

import dev.understudy.quota.Quota;
import dev.understudy.settings.DatabaseAddress;
import dev.understudy.time.Ticker;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A ledger in a PostgreSQL database. Its errors are read by SQLSTATE, appendix A of the manual. */
final class PostgresBackend implements LedgerBackend {
    /** A server that is away is not asked more often than this, however many wait. */
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final DatabaseAddress address;
    private final Quota quota;
    private final LedgerOptions options;
    private final Ticker ticker;
    private final Owner owner = new PostgresOwner();
    private boolean opened;
    private @Nullable LedgerException failed;
    private long failedAt;

    PostgresBackend(DatabaseAddress address, Quota quota, LedgerOptions options, Ticker ticker) {
        this.address = address;
        this.quota = quota;
        this.options = options;
        this.ticker = ticker;
    }

    /** Makes the schema the first time; one that has gone meanwhile is not begun anew. */
    @Override
    public LedgerConnection connect() {
        var before = failed;
        if (before != null && ticker.nanos() - failedAt < RETRY_NANOS) {
            throw before;
        }
        try {
            var connection = connectNow();
            failed = null;
            return connection;
        } catch (LedgerException e) {
            failed = e;
            failedAt = ticker.nanos();
            throw e;
        }
    }

    private LedgerConnection connectNow() {
        try {
            var connected = PostgresConnector.toWrite(address);
            try {
                bringUpToDate(connected);
                var connection = PostgresConnection.over(connected, quota, options, owner);
                opened = true;
                return connection;
            } catch (SQLException | RuntimeException e) {
                try (connected) {
                    throw e;
                }
            }
        } catch (SQLException e) {
            throw trouble(e);
        }
    }

    private void bringUpToDate(Connection connection) throws SQLException {
        if (PostgresSchema.isUpToDate(connection, address)) {
            return;
        }
        if (opened) {
            throw trouble("has lost its tables: restore a backup, or restart to begin anew");
        }
        PostgresSchema.bringUpToDate(address);
    }

    @Override
    public Connection connectToRead() throws SQLException {
        return PostgresConnector.toRead(address);
    }

    @Override
    public Fault faultOf(SQLException error) {
        return fault(error);
    }

    static boolean isOfTheConnection(SQLException error) {
        return fault(error) == Fault.CONNECTION;
    }

    private static Fault fault(SQLException error) {
        return switch (state(error)) {
            case "40001", "40P01" -> Fault.COLLISION;
            // A lock or a statement took too long; the disk or the memory is full.
            case "55P03", "57014", "53100", "53200" -> Fault.MOMENT;
            case String state
                    when state.startsWith("22")
                            || state.startsWith("23")
                            || state.startsWith("54") ->
                    Fault.ENTRY;
            default -> Fault.CONNECTION;
        };
    }

    private static String state(SQLException error) {
        return requireNonNullElse(error.getSQLState(), "");
    }

    @Override
    public LedgerException trouble(SQLException error) {
        return trouble(address, error);
    }

    static LedgerException trouble(DatabaseAddress address, SQLException error) {
        return new LedgerException(
                "the ledger %s %s".formatted(PostgresConnector.name(address), what(error)), error);
    }

    private static String what(SQLException error) {
        return switch (state(error)) {
            case "28000", "28P01" -> "refuses this login: check user and password";
            case "3D000" -> "has no such database: create it, empty";
            case "42501" ->
                    "does not let this login do that: it must own the schema %s, or may create it"
                            .formatted(PostgresConnector.SCHEMA);
            case "25006" -> "is read-only: name the primary, not a standby";
            case "53100" -> "cannot grow, its disk is full: free some space";
            case "53300" -> "has too many connections: each replica needs two";
            case "55P03", "57014" -> "is kept locked by another session: end what holds it";
            case "57P01", "57P02", "57P03" -> "is stopping or starting: it is tried again";
            case "25P03" -> "broke off, since this process stood still for too long";
            case String state when state.startsWith("08") || state.isEmpty() ->
                    "cannot be reached: " + firstLine(error);
            default -> "cannot be used: " + firstLine(error);
        };
    }

    /** What follows may hold values of rows. */
    private static String firstLine(SQLException error) {
        return requireNonNullElse(error.getMessage(), "").lines().findFirst().orElse("");
    }

    @Override
    public LedgerException trouble(String what) {
        return new LedgerException(
                "the ledger %s %s".formatted(PostgresConnector.name(address), what));
    }

    @Override
    public Owner owner() {
        return owner;
    }

    @Override
    public void close() {
        owner.close();
    }
}
