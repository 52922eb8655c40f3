package dev.understudy.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentToTheDeadTest {
    @ParameterizedTest
    @CsvSource({
        // begun at, failed at (milliseconds), in all, after the opening
        "0 500, 0 500, 2, 0",
        "0 500 30600, 0 500 30600, 3, 1",
        "0 500 1000, 0 500 1000, 3, 1",
        "0 500 1000 1500 2000 2500, 2000 2500 3000 3500 4000 4500, 6, 0",
        "0 500 1000 1500 2000 2500 3000, 2000 2500 3000 3500 4000 4500 5000, 7, 1",
        "0 600 500, 600 500 0, 3, 0",
        "0, 0, 1, 0",
        "'', '', 0, 0",
    })
    void whatBeginsAfterTheSecondFailureIsLate(
            String begun, String failed, long inAll, long afterOpening) {
        assertThat(SentToTheDead.of(moments(begun), moments(failed), 2))
                .isEqualTo(new SentToTheDead(inAll, afterOpening));
    }

    private static List<Instant> moments(String millis) {
        return Arrays.stream(millis.split(" "))
                .filter(it -> !it.isEmpty())
                .map(it -> Instant.ofEpochMilli(Long.parseLong(it)))
                .toList();
    }
}
