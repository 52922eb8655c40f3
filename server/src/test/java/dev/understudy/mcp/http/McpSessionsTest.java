package dev.understudy.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.mcp.McpServer;
import dev.understudy.mcp.McpUser;
import dev.understudy.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class McpSessionsTest {
    private final ManualTime time = new ManualTime(Instant.EPOCH);
    private final McpSessions sessions = new McpSessions(new McpServer("1", List.of()), time);

    private String open(String user) {
        return sessions.open(McpUser.named(user)).orElseThrow().id();
    }

    private boolean alive(String id, String user) {
        return sessions.find(id, McpUser.named(user)).isPresent();
    }

    /** As many as a user may have. */
    private List<String> openAll(String user) {
        return IntStream.range(0, McpSessions.MOST_OF_ONE_USER).mapToObj(_ -> open(user)).toList();
    }

    @Test
    void whoHasItsSharePutsOutItsOwnThatItUsedLongestAgo() {
        var other = open("b");
        var first = open("a");
        var second = open("a");
        var ids = new HashSet<String>();
        for (int i = 0; i < McpSessions.MOST_OF_ONE_USER - 2; i++) {
            ids.add(open("a"));
        }
        assertThat(alive(first, "a")).isTrue();
        for (int i = 0; i < 50; i++) {
            ids.add(open("a"));
        }

        assertThat(sessions.size()).isEqualTo(McpSessions.MOST_OF_ONE_USER + 1);
        assertThat(ids).as("no id twice").hasSize(McpSessions.MOST_OF_ONE_USER - 2 + 50);
        assertThat(alive(first, "a")).as("used since").isTrue();
        assertThat(alive(second, "a")).as("never used").isFalse();
        assertThat(alive(other, "b")).as("of another user").isTrue();
    }

    @Test
    void whenAllAreTakenOnesOwnGoesFirstThenOneOfWhoHasMost() {
        var mine = open("me");
        var most = openAll("most");
        for (int i = 1; sessions.size() < McpSessions.MOST; i++) {
            var user = "user " + i;
            for (int k = 0; k < 50 && sessions.size() < McpSessions.MOST; k++) {
                open(user);
            }
        }

        var mineAgain = open("me");
        assertThat(alive(mine, "me")).isFalse();
        assertThat(alive(mineAgain, "me")).isTrue();
        assertThat(alive(most.getFirst(), "most")).isTrue();

        var guest = open("guest");
        assertThat(alive(guest, "guest")).isTrue();
        assertThat(alive(mineAgain, "me")).isTrue();
        assertThat(alive(most.get(1), "most")).as("used longest ago").isFalse();
        assertThat(sessions.size()).isEqualTo(McpSessions.MOST);
    }

    @Test
    void aFrontEndMayHaveHalfOfAll() {
        var frontEnd = new McpUser("webui", "webui", 0, true);
        for (int i = 0; i < McpSessions.MOST; i++) {
            assertThat(sessions.open(frontEnd)).isPresent();
        }

        assertThat(sessions.size()).isEqualTo(McpSessions.MOST / 2);
    }

    @Test
    void oneThatIsNotUsedEndsAfterAnHourOneThatIsDoesNot() {
        var used = open("a");
        var unused = open("a");
        time.advance(McpSessions.IDLE);
        assertThat(sessions.find(used, McpUser.named("a"))).isPresent();
        time.advance(Duration.ofSeconds(1));

        assertThat(sessions.find(unused, McpUser.named("a"))).isEmpty();
        assertThat(sessions.find(used, McpUser.named("a"))).isPresent();
    }

    @Test
    void thoseThatHaveEndedMakeRoom() {
        open("a");
        open("a");
        time.advance(McpSessions.IDLE.plusSeconds(1));
        open("a");

        assertThat(sessions.size()).isEqualTo(1);
    }

    @Test
    void nobodyFindsTheSessionOfAnotherUser() {
        var id = open("a");

        assertThat(sessions.find(id, McpUser.named("b"))).isEmpty();
        assertThat(sessions.find(id, McpUser.named("a"))).isPresent();
    }

    @Test
    void idsHoldNothingThatCouldBeGuessed() {
        assertThat(open("a")).matches("[A-Za-z0-9_-]{43}");
    }
}
