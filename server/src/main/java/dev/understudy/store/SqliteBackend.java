package dev.understudy.store;

import static java.util.Objects.requireNonNull;

import dev.understudy.quota.Quota;
import dev.understudy.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/** A ledger in one SQLite file, which any number of processes of one machine may have open. */
final class SqliteBackend implements LedgerBackend {
    private static final int BUSY_MILLIS_TO_READ = 5_000;

    private final Path file;
    private final Quota quota;
    private final LedgerOptions options;
    private final Ticker ticker;
    private final WalSync walSync;
    private final Owner owner;
    private boolean opened;

    /**
     * Makes the folders where they are missing, and enters the owners beside the file.
     *
     * @throws LedgerException where that cannot be done
     */
    SqliteBackend(Path file, Quota quota, LedgerOptions options, Ticker ticker, WalSync walSync) {
        this.file = realPath(file);
        this.quota = quota;
        this.options = options;
        this.ticker = ticker;
        this.walSync = walSync;
        this.owner = enter(this.file);
    }

    /**
     * The file's one name: the owners lie beside it, and two processes that reach it over different
     * links must find the same ones.
     */
    private static Path realPath(Path file) {
        Path absolute = file.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            throw new LedgerException(
                    "the ledger %s is a folder: name a file in it".formatted(absolute));
        }
        try {
            Path folder = Files.createDirectories(absolute.resolveSibling("")).toRealPath();
            return Files.exists(absolute)
                    ? absolute.toRealPath()
                    : folder.resolve(requireNonNull(absolute.getFileName()));
        } catch (IOException e) {
            throw new LedgerException(
                    ("the folder of the ledger %s cannot be made: name a file in a folder that this"
                                    + " user may write to (%s)")
                            .formatted(absolute, e),
                    e);
        }
    }

    private static FileOwner enter(Path file) {
        String name = requireNonNull(file.getFileName()).toString();
        int dot = name.lastIndexOf('.');
        Path folder = file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".owners");
        try {
            return FileOwner.enter(folder);
        } catch (IOException e) {
            throw new LedgerException(
                    "the folder %s beside the ledger cannot be written: let this user write to it (%s)"
                            .formatted(folder, e),
                    e);
        }
    }

    /** Makes the file the first time; one that has gone meanwhile is not begun anew. */
    @Override
    public LedgerConnection connect() {
        if (opened && Files.notExists(file)) {
            throw trouble("is gone: put it back, or restart to begin a new one");
        }
        var connection = SqliteConnection.open(file, quota, options, ticker, owner, walSync);
        opened = true;
        return connection;
    }

    @Override
    public Connection connectToRead() throws SQLException {
        return connectToRead(file);
    }

    /** A connection that cannot change the file, and does not make one that is missing. */
    static Connection connectToRead(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS_TO_READ);
        return config.createConnection("jdbc:sqlite:" + file.toUri());
    }

    @Override
    public Fault faultOf(SQLException error) {
        return switch (LedgerException.primaryCode(error)) {
            case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG, SQLITE_RANGE -> Fault.ENTRY;
            case SQLITE_FULL, SQLITE_BUSY, SQLITE_LOCKED, SQLITE_READONLY -> Fault.MOMENT;
            default -> Fault.CONNECTION;
        };
    }

    @Override
    public LedgerException trouble(SQLException error) {
        return LedgerException.of(file, error);
    }

    @Override
    public LedgerException trouble(String what) {
        return new LedgerException("the ledger %s %s".formatted(file, what));
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
