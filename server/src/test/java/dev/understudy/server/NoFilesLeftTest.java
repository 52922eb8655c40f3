package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoFilesLeftTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private final NoFilesLeft filter = new NoFilesLeft();

    private static LogRecord record(int second, @Nullable Throwable thrown) {
        var record = new LogRecord(Level.WARNING, "An exceptionCaught() event was fired");
        record.setInstant(NOON.plusSeconds(second));
        record.setThrown(thrown);
        return record;
    }

    private static IOException full() {
        return new IOException("accept(..) failed with error(-24): Too many open files");
    }

    @Test
    void aConnectionThatCannotBeAcceptedIsOneLineAMinuteWithoutATrace() {
        var first = record(0, full());
        assertThat(filter.isLoggable(first)).isTrue();
        assertThat(first.getThrown()).isNull();
        assertThat(first.getMessage()).contains("LimitNOFILE", "MAX_CONNECTIONS");

        for (int second = 1; second < 60; second++) {
            assertThat(filter.isLoggable(record(second, full()))).isFalse();
        }
        assertThat(filter.isLoggable(record(60, full()))).isTrue();
    }

    @Test
    void everythingElsePassesAsItIs() {
        var other = record(0, new IOException("Broken pipe"));
        assertThat(filter.isLoggable(other)).isTrue();
        assertThat(other.getThrown()).isNotNull();
        assertThat(filter.isLoggable(record(0, null))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "4096, 1048576, 4096",
        "4096, 4608, 4096",
        "4096, 4096, 3584",
        "4096, 1024, 512",
        "4096, 400, 200",
        "4096, 1, 1",
        "100, 400, 100",
    })
    void someFilesAreLeftForTheRest(int wanted, long files, int connections) {
        assertThat(OpenFiles.connections(wanted, files)).isEqualTo(connections);
    }
}
