package dev.understudy.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.auth.Caller;
import dev.understudy.auth.Role;
import dev.understudy.auth.jwt.SignedUsers;
import dev.understudy.auth.jwt.SigningKey;
import dev.understudy.auth.jwt.TokenAttacks;
import dev.understudy.web.openai.ChatBody;
import dev.understudy.web.openai.ChatBodyReader;
import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrontEndUserTest {
    private static final Caller TRUSTED =
            Caller.byKey("open-webui", Role.TRUSTED_FRONT_END, OptionalLong.empty());
    private static final FrontEndHeaders UNSIGNED = FrontEndHeaders.DEFAULT;
    private static final FrontEndHeaders SIGNED =
            UNSIGNED.withSigned(
                    new SignedUsers(
                            SigningKey.of(TokenAttacks.SECRET),
                            InstantSource.fixed(TokenAttacks.NOW)));

    private static ChatBody asked(String user) {
        var body =
                """
                {"model": "chat", "user": %s, "messages": [{"role": "user", "content": "Hi"}]}
                """
                        .formatted(user);
        return new ChatBodyReader(ApiSettings.DEFAULT.chats()).read(body.getBytes(UTF_8));
    }

    private static MultiMap headers(String... namesAndValues) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "ada@example.com, u1, 'null', ada@example.com",
                "-, u1, 'null', u1",
                "ad%C3%A4+x@example.com, u1, 'null', adä+x@example.com",
                "50%, u1, 'null', 50%",
                "'', u1, 'null', u1",
                "ada@example.com, u1, '\"field\"', ada@example.com",
                "-, -, '\"field\"', field",
                "-, -, '{\"id\": \"u2\", \"email\": \"ben@example.com\"}', ben@example.com",
                "-, -, '{\"id\": \"u2\"}', u2",
                "-, -, 'null', -",
            })
    void aTrustedKeysUserIsThatOfTheHeadersElseOfTheField(
            String email, String id, String field, String user) {
        var headers = headers();
        if (email != null) {
            headers.add("X-OpenWebUI-User-Email", email);
        }
        if (id != null) {
            headers.add("X-OpenWebUI-User-Id", id);
        }
        assertThat(FrontEndUser.of(TRUSTED, headers, asked(field), UNSIGNED))
                .isEqualTo(user == null ? new FrontEndUser.Itself() : new FrontEndUser.Named(user));
    }

    @Test
    void aUsersOwnKeySpeaksForNobodyElse() {
        var user = Caller.byKey("ada", Role.USER, OptionalLong.empty());
        for (var names : new FrontEndHeaders[] {UNSIGNED, SIGNED}) {
            assertThat(
                            FrontEndUser.of(
                                    user,
                                    headers("X-OpenWebUI-User-Email", "ben@example.com"),
                                    asked("\"ben\""),
                                    names))
                    .isEqualTo(new FrontEndUser.Itself());
        }
    }

    @Test
    void whereUsersAreSignedPlainHeadersAreRefusedAndTheFieldIsNotBelieved() throws Exception {
        assertThat(
                        FrontEndUser.of(
                                TRUSTED,
                                headers("X-OpenWebUI-User-Id", "u1"),
                                asked("null"),
                                SIGNED))
                .isInstanceOf(FrontEndUser.Refused.class);
        for (var attack : TokenAttacks.all().entrySet()) {
            assertThat(
                            FrontEndUser.of(
                                    TRUSTED,
                                    headers(SignedUsers.HEADER, attack.getValue()),
                                    asked("null"),
                                    SIGNED))
                    .as(attack.getKey())
                    .isInstanceOf(FrontEndUser.Refused.class);
        }
        assertThat(FrontEndUser.of(TRUSTED, headers(), asked("\"ben\""), SIGNED))
                .isEqualTo(new FrontEndUser.Itself());
    }
}
