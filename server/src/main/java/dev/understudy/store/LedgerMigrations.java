package dev.understudy.store;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * How an older ledger comes to have the tables of today: numbered SQL scripts beside this class,
 * carried out by Flyway, forward only. A script that was released is never edited; a change is a
 * new one, in the folder of each kind of database, under the same number.
 *
 * <p>Flyway costs a moment, so it is only called where a look at the version says that something is
 * missing.
 */
final class LedgerMigrations {
    /** The number of the newest scripts. */
    static final int VERSION = 4;

    /** The version from which on there are trails. */
    static final int TRAILS_SINCE = 2;

    /** The version from which on there are tallies. */
    static final int TALLIES_SINCE = 3;

    /** The version from which on old entries are rolled up. */
    static final int DAY_SUMS_SINCE = 4;

    private LedgerMigrations() {}

    /** With the scripts of one kind of database; which one is to be said yet. */
    static FluentConfiguration inFolder(String folder) {
        return Flyway.configure(LedgerMigrations.class.getClassLoader())
                .locations("classpath:dev/understudy/store/" + folder)
                .cleanDisabled(true)
                .validateMigrationNaming(true);
    }

    /**
     * Carries out what is missing.
     *
     * @throws FlywayException where that fails; what of it is undone is the database's part
     */
    static void run(FluentConfiguration configuration) {
        configuration.load().migrate();
    }

    static LedgerException refuseNewer(String ledger, long version) {
        return new LedgerException(
                ("the ledger %s has version %d, and this program knows versions up to %d: start the"
                                + " newer program that wrote it, or name another ledger")
                        .formatted(ledger, version, VERSION));
    }
}
