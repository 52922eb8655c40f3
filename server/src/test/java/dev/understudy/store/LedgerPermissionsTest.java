package dev.understudy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerPermissionsTest {
    private static final String OWNER_ONLY = "rw-------";
    private static final String READ_BY_ALL = "rw-r--r--";

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("ledger.db");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private Path beside(String ending) {
        return folder.resolve("ledger.db" + ending);
    }

    @Test
    void aNewLedgerIsItsOwnersAloneWithAllItsFiles() throws Exception {
        try (var ledger = LedgerFixture.open(file, 10)) {
            LedgerFixture.granted(ledger, "q1");
            for (var ending : new String[] {"", "-wal", "-shm"}) {
                assertThat(permissions(beside(ending))).as(ending).isEqualTo(OWNER_ONLY);
            }
        }
    }

    @Test
    void aLedgerOfBeforeIsTightenedWhenItIsOpened() throws Exception {
        LedgerFixture.open(file, 10).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(READ_BY_ALL));
        try (var ledger = LedgerFixture.open(file, 10)) {
            LedgerFixture.granted(ledger, "q1");
            for (var ending : new String[] {"", "-wal", "-shm"}) {
                assertThat(permissions(beside(ending))).as(ending).isEqualTo(OWNER_ONLY);
            }
        }
    }

    @Test
    void aBackupIsItsOwnersAlone() throws Exception {
        LedgerFixture.open(file, 10).close();
        var copy = folder.resolve("copy.db");
        LedgerBackup.copy(file, copy);
        assertThat(permissions(copy)).isEqualTo(OWNER_ONLY);
    }

    @Test
    void anotherProgramsDatabaseKeepsItsRights() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE songs (title TEXT)");
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(READ_BY_ALL));
        assertThatThrownBy(() -> LedgerFixture.open(file, 10)).isInstanceOf(LedgerException.class);
        assertThat(permissions(file)).isEqualTo(READ_BY_ALL);
    }
}
