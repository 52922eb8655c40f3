package dev.understudy.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyRoomTest {
    private static final int KIB = 1_024;

    private final BodyRoom room = new BodyRoom(800 * KIB);

    @Test
    void largeBodiesLeaveRoomForSmallOnes() {
        assertThat(room.take("a", 400 * KIB)).isTrue();
        assertThat(room.take("b", 300 * KIB)).isTrue();
        assertThat(room.take("a", 1)).as("seven eighths are taken").isFalse();

        assertThat(room.take("c", BodyRoom.SMALL_BYTES)).isTrue();
        assertThat(room.take("c", 1)).as("no longer small").isFalse();
        assertThat(room.take("d", 36 * KIB)).isTrue();
        assertThat(room.take("e", 1)).as("all is taken").isFalse();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        assertThat(room.take("a", 300 * KIB)).isTrue();
        assertThat(room.take("a", 300 * KIB)).isTrue();
        assertThat(room.take("b", 300 * KIB)).isFalse();
        assertThat(room.taken()).isEqualTo(600 * KIB);

        room.giveBack("b");
        room.giveBack("a");
        room.giveBack("a");

        assertThat(room.taken()).isZero();
        assertThat(room.take("b", 700 * KIB)).isTrue();
    }
}
