package dev.understudy.store;

import dev.understudy.settings.DatabaseAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteErrorCode;

/**
 * Looks whether a ledger is whole: its file, its sums, and whether each row has what it belongs to.
 * Reads one state of it, beside processes that write. Blocks.
 */
public final class LedgerCheck {
    /** So much is said of one kind of trouble; more of it says nothing new. */
    static final int MOST_OF_A_KIND = 10;

    private LedgerCheck() {}

    /**
     * What was found.
     *
     * @param wrong what is wrong and what to do about it; empty where all is well
     * @param facts what the ledger holds, for people
     */
    public record Findings(List<String> wrong, List<String> facts) {
        public Findings {
            wrong = List.copyOf(wrong);
            facts = List.copyOf(facts);
        }

        public boolean well() {
            return wrong.isEmpty();
        }
    }

    /**
     * Checks a ledger, or a backup.
     *
     * @throws LedgerException where there is no ledger that could be looked at
     */
    public static Findings of(Path ledger) {
        if (Files.notExists(ledger)) {
            throw new LedgerException("there is no ledger %s to check".formatted(ledger));
        }
        try (var connection = SqliteBackend.connectToRead(ledger)) {
            connection.setAutoCommit(false);
            var statements = new Statements(connection);
            long version = SqliteSchema.refuseOthers(statements, ledger);
            return look(statements, version);
        } catch (SQLException e) {
            if (LedgerException.primaryCode(e) == SQLiteErrorCode.SQLITE_CORRUPT) {
                return new Findings(List.of("the file is damaged: restore a backup"), List.of());
            }
            throw LedgerException.of(ledger, e);
        }
    }

    /**
     * Checks a ledger in PostgreSQL: its sums and rows; the server looks after its files.
     *
     * @throws LedgerException where there is no ledger that could be looked at
     */
    public static Findings of(DatabaseAddress address) {
        try (var connection = PostgresConnector.toRead(address)) {
            if (!PostgresSchema.isUpToDate(connection, address)) {
                throw new LedgerException(
                        "the ledger %s has no tables, or older ones: start a server on it first"
                                .formatted(PostgresConnector.name(address)));
            }
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new RowsCheck(new Statements(connection), LedgerMigrations.VERSION).look();
        } catch (SQLException e) {
            throw PostgresBackend.trouble(address, e);
        }
    }

    private static Findings look(Statements statements, long version) throws SQLException {
        var wrong = new ArrayList<String>();
        for (String damage :
                statements.all(
                        "PRAGMA integrity_check(" + MOST_OF_A_KIND + ")",
                        row -> row.getString(1))) {
            if (!damage.equals("ok")) {
                wrong.add("the file is damaged: %s; restore a backup".formatted(damage));
            }
        }
        return wrong.isEmpty()
                ? new RowsCheck(statements, version).look()
                : new Findings(wrong, List.of());
    }
}
