package dev.understudy.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RpcJsonTest {
    private static RpcMessage read(String json) {
        return RpcJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aRequestKeepsItsIdAsItCame() {
        var number = read("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}");
        var text = read("{\"jsonrpc\":\"2.0\",\"id\":\"7\",\"method\":\"ping\",\"params\":null}");

        assertThat(number)
                .isInstanceOfSatisfying(
                        RpcMessage.Request.class,
                        it -> assertThat(it.id().toString()).isEqualTo("7"));
        assertThat(text)
                .isInstanceOfSatisfying(
                        RpcMessage.Request.class,
                        it -> assertThat(it.id().toString()).isEqualTo("\"7\""));
    }

    @Test
    void withoutAnIdItIsANotification() {
        assertThat(read("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"))
                .isInstanceOf(RpcMessage.Notification.class);
    }

    @Test
    void anAnswerToNothingIsTakenAsOne() {
        assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"))
                .isInstanceOf(RpcMessage.Reply.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{; -32700; null",
                "``; -32600; null",
                "{\"jsonrpc\":\"2.0\"} x; -32700; null",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"ping\"}; -32700; null",
                "[]; -32600; null",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]; -32600; null",
                "\"ping\"; -32600; null",
                "null; -32600; null",
                "{\"id\":1,\"method\":\"ping\"}; -32600; 1",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}; -32600; 1",
                "{\"jsonrpc\":\"2.0\",\"id\":1}; -32600; 1",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5}; -32600; 1",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}; -32600; null",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}; -32600; null",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}; -32600; null",
                "{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"ping\"}; -32600; null",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[1]}; -32602; 1",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":\"x\"}; -32602; 1",
            })
    void whatIsNoMessageIsNamed(String json, int code, String id) {
        assertThat(read(json))
                .isInstanceOfSatisfying(
                        RpcMessage.Wrong.class,
                        it -> {
                            assertThat(it.error().code()).isEqualTo(code);
                            assertThat(it.id().toString()).isEqualTo(id);
                        });
    }

    @Test
    void deepAndWideMessagesAreRefusedBeforeTheyFillTheMemory() {
        var deep = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":";
        var wide = deep + "{\"a\":[" + "[],".repeat(50_000) + "[]]}}";

        assertThat(read(deep + "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_001)))
                .isInstanceOf(RpcMessage.Wrong.class);
        assertThat(read(wide)).isInstanceOf(RpcMessage.Wrong.class);
    }

    @Test
    void anIdThatIsTooLongIsNotKept() {
        var json = "{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"method\":\"ping\"}";

        assertThat(read(json.formatted("x".repeat(200)))).isInstanceOf(RpcMessage.Request.class);
        assertThat(read(json.formatted("x".repeat(201)))).isInstanceOf(RpcMessage.Wrong.class);
    }
}
