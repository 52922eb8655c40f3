package dev.understudy.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.mcp.McpServer;
import dev.understudy.mcp.McpUser;
import dev.understudy.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class McpSessionsTest {
    private final ManualTime time = new ManualTime(Instant.EPOCH);
    private final McpSessions sessions = new McpSessions(new McpServer("1", List.of()), time);

    private String open(String user) {
        return sessions.open(McpUser.named(user)).orElseThrow().id();
    }

    @Test
    void aHundredBeyondTheBoundPutOutTheHundredUsedLongestAgo() {
        var first = open("a");
        var second = open("a");
        var ids = new HashSet<String>();
        for (int i = 0; i < McpSessions.MOST - 2; i++) {
            ids.add(open("a"));
        }
        assertThat(sessions.find(first, McpUser.named("a"))).isPresent();

        for (int i = 0; i < 100; i++) {
            ids.add(open("a"));
        }

        assertThat(sessions.size()).isEqualTo(McpSessions.MOST);
        assertThat(ids).as("no id twice").hasSize(McpSessions.MOST - 2 + 100);
        assertThat(sessions.find(first, McpUser.named("a"))).as("used since").isPresent();
        assertThat(sessions.find(second, McpUser.named("a"))).as("never used").isEmpty();
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
