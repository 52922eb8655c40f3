package dev.understudy.store;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The ledger cannot be opened, read or written. The message is for the operator: what is wrong,
 * with which file, and what to do.
 */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LedgerException(String message) {
        super(message);
    }

    LedgerException(String message, Throwable cause) {
        super(message, cause);
    }

    static LedgerException of(Path file, SQLException cause) {
        return new LedgerException("the ledger %s %s".formatted(file, trouble(cause)), cause);
    }

    /** The same of an entry that waits until it can be written. */
    LedgerException kept() {
        return new LedgerException(
                getMessage() + "; it is kept, and written when that can be done again", this);
    }

    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }

    private static String trouble(SQLException cause) {
        return switch (primaryCode(cause)) {
            case SQLITE_FULL -> "cannot grow, the disk is full: free some space";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
                    "is read-only: let this user write to the file and its folder";
            case SQLITE_CANTOPEN ->
                    "cannot be opened: it must be a file that this user may read and write, in a"
                            + " folder that this user may write to";
            case SQLITE_NOTADB ->
                    "is not a ledger (no SQLite database): move it away, or name another file";
            case SQLITE_CORRUPT ->
                    "is damaged: restore it from a backup, or move it away to begin a new one";
            case SQLITE_BUSY, SQLITE_LOCKED ->
                    "is kept locked by another program: end the program that holds it";
            case SQLITE_IOERR -> "cannot be read or written: check the disk";
            default -> "cannot be used: " + cause.getMessage();
        };
    }

    /** The result code without its details: sqlite.org/rescode.html, the low 8 bits. */
    static SQLiteErrorCode primaryCode(SQLException cause) {
        if (!(cause instanceof SQLiteException sqlite)) {
            return SQLiteErrorCode.UNKNOWN_ERROR;
        }
        return SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xFF);
    }
}
