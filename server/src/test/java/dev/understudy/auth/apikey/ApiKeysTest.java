package dev.understudy.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.auth.AuthVerdict;
import dev.understudy.auth.Caller;
import dev.understudy.auth.Role;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    @Test
    void withoutKeysEverybodyMayAskWhateverTheySend() {
        assertThat(ApiKeys.none().check(null, "Bearer anything"))
                .isEqualTo(new AuthVerdict.Allowed(Caller.ANYBODY));
    }

    @Test
    void keyIsKnownByItsNameAndNeverShown() {
        var key = ApiKey.of("webui", "s3cret");
        assertThat(new ApiKeys(List.of(key)).check("s3cret", null))
                .isEqualTo(
                        new AuthVerdict.Allowed(
                                Caller.byKey("webui", Role.USER, OptionalLong.empty())));
        assertThat(key.toString()).isEqualTo("ApiKey[webui]");
    }

    @Test
    void emptyKeyIsNoKey() {
        assertThatThrownBy(() -> ApiKey.of("webui", " ")).hasMessageContaining("webui");
    }
}
