package dev.understudy.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final McpUser FRONT_END = new McpUser("webui", "webui", 0, true);

    private final Places places = new Places();

    private int takeAll(McpUser user) {
        int taken = 0;
        while (places.take(user)) {
            taken++;
        }
        return taken;
    }

    @Test
    void eachUserHasAShareAndAFrontEndALargerOne() {
        assertThat(takeAll(McpUser.named("ada"))).isEqualTo(16);
        assertThat(takeAll(FRONT_END)).isEqualTo(128);
        assertThat(takeAll(McpUser.named("bob"))).isEqualTo(16);

        places.giveBack(McpUser.named("ada"));
        assertThat(places.take(McpUser.named("bob"))).isFalse();
        assertThat(takeAll(McpUser.named("ada"))).isEqualTo(1);
    }

    @Test
    void thereAreSoManyInAll() {
        int taken = 0;
        for (int i = 0; i < 20; i++) {
            taken += takeAll(McpUser.named("user " + i));
        }
        assertThat(taken).isEqualTo(256);

        for (int i = 0; i < 16; i++) {
            places.giveBack(McpUser.named("user 0"));
        }
        assertThat(takeAll(McpUser.named("user 19"))).isEqualTo(16);
    }
}
