package dev.understudy.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration NEXT = Duration.ofSeconds(120);

    private final ManualTime time = new ManualTime(Instant.EPOCH);
    private final List<String> closed = new ArrayList<>();

    private Connections connections(int most, int ofOneAddress) {
        return new Connections(new ConnectionLimits(most, ofOneAddress, FIRST, NEXT), time);
    }

    private Optional<Connections.Seat> enter(Connections connections, String name) {
        time.advance(Duration.ofMillis(1));
        return connections.enter("10.0.0.1", () -> closed.add(name));
    }

    @Test
    void oneThatHasNotSentTheHeadOfARequestInTimeIsClosed() {
        var connections = connections(9, 0);
        enter(connections, "silent");
        time.advance(FIRST.minusMillis(5));
        enter(connections, "new");
        connections.closeOverdue();
        assertThat(closed).isEmpty();

        time.advance(Duration.ofMillis(6));
        connections.closeOverdue();
        connections.closeOverdue();

        assertThat(closed).containsExactly("silent");
        assertThat(connections.held()).isEqualTo(1);
    }

    @Test
    void oneWhoseRequestIsUnderWayStaysHoweverLongThatTakes() {
        var connections = connections(9, 0);
        var seat = enter(connections, "busy").orElseThrow();
        seat.began();
        time.advance(Duration.ofHours(1));
        connections.closeOverdue();

        assertThat(closed).isEmpty();
    }

    @Test
    void oneThatIsKeptMayWaitLongerAndNotForEver() {
        var connections = connections(9, 0);
        var seat = enter(connections, "kept").orElseThrow();
        for (int i = 0; i < 3; i++) {
            seat.began();
            time.advance(Duration.ofHours(1));
            seat.ended();
            time.advance(NEXT);
            connections.closeOverdue();
            assertThat(closed).isEmpty();
        }

        time.advance(Duration.ofMillis(1));
        connections.closeOverdue();

        assertThat(closed).containsExactly("kept");
    }

    @Test
    void whileAllAreTakenANewOneTakesThePlaceOfTheOneThatWaitsLongest() {
        var connections = connections(4, 0);
        var kept = enter(connections, "kept").orElseThrow();
        kept.began();
        kept.ended();
        enter(connections, "busy").orElseThrow().began();
        enter(connections, "stranger 1");
        enter(connections, "stranger 2");

        for (int i = 1; i <= 3; i++) {
            enter(connections, "new " + i).orElseThrow().began();
        }
        assertThat(closed).containsExactly("stranger 1", "stranger 2", "kept");
        assertThat(enter(connections, "one too many")).as("all are busy").isEmpty();
        assertThat(connections.held()).isEqualTo(4);
    }

    @Test
    void anAddressMayHoldItsShareOnly() {
        var connections = connections(9, 2);
        enter(connections, "1");
        var second = enter(connections, "2").orElseThrow();

        assertThat(enter(connections, "3")).isEmpty();
        assertThat(connections.enter("10.0.0.2", () -> closed.add("other"))).isPresent();
        second.left();
        second.left();
        assertThat(enter(connections, "4")).isPresent();
        assertThat(enter(connections, "5")).isEmpty();
        assertThat(closed).isEmpty();
    }
}
