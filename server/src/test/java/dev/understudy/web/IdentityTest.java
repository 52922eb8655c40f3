package dev.understudy.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.auth.Caller;
import dev.understudy.auth.Role;
import dev.understudy.web.openai.ChatBodyReader;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private static final Caller FRONT_END =
            Caller.byKey("webui", Role.TRUSTED_FRONT_END, OptionalLong.empty());

    private static Identity identity(String user, String chat) {
        var body =
                new ChatBodyReader(ApiSettings.DEFAULT.chats())
                        .read(RunningApi.QUESTION.getBytes(UTF_8));
        return Identity.of(FRONT_END, user, body, chat);
    }

    @Test
    void namesReachTheLedgerWithoutWhatIsNotSeen() {
        var identity =
                identity("a\u0085d\u009ba\u2028\u202e\u200b@example.com", "c\u20281\u0007\u0090");

        assertThat(identity.user()).isEqualTo("ada@example.com");
        assertThat(identity.conversation()).isEqualTo("c1");
        assertThat(identity("\u202e\u0085", "c").user()).as("nobody's name").isEqualTo("webui");
    }
}
