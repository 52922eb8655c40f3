package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ListenTroubleTest {
    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(new UnknownHostException("h"), "no host named h is known"),
                Arguments.of(
                        new BindException("Cannot assign requested address"),
                        "h is no address of this machine"),
                Arguments.of(new BindException("Address already in use"), "something else listens"),
                Arguments.of(new BindException("Permission denied"), "this user may not listen"),
                Arguments.of(new IllegalStateException("other words"), "other words"));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void itSaysWhyAndWhatToDo(Exception cause, String reason) {
        assertThat(ListenTrouble.of("h", 80, cause))
                .startsWith("cannot listen on h:80 (MCP_SERVER_HOST, MCP_SERVER_PORT): " + reason);
    }
}
