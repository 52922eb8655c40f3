package dev.understudy.web.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.ToolCall;
import dev.understudy.gateway.AgentStep;
import dev.understudy.notice.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SaidTest {
    private static final Said NOTICE =
            new Said.Noticed(new Notice.Retrying("a", "b", 2, 3, Duration.ZERO));
    private static final Said STEP = new Said.Stepped(new AgentStep.Answering());

    private static Said text(String text) {
        return new Said.Spoken(new ChatEvent.Text(text));
    }

    private static Said thinking(String text) {
        return new Said.Spoken(new ChatEvent.Thinking(text));
    }

    @Test
    void textsThatFollowOneAnotherAreJoinedAndNothingElseIs() {
        var calls = new Said.Spoken(new ChatEvent.ToolCalls(List.of(new ToolCall("1", "f", "{}"))));

        assertThat(
                        Said.joined(
                                List.of(
                                        STEP,
                                        thinking("h"),
                                        thinking("m"),
                                        text("a"),
                                        text("b"),
                                        NOTICE,
                                        text("c"),
                                        calls,
                                        calls)))
                .containsExactly(STEP, thinking("hm"), text("ab"), NOTICE, text("c"), calls, calls);
    }

    @Test
    void joinedTextsStayShortEnoughToStopBetweenThem() {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("SaidTest -Dseed=" + seed);
        var random = new Random(seed);
        var pieces = new ArrayList<Said>();
        for (int i = 0; i < 20_000; i++) {
            var text = "x".repeat(1 + random.nextInt(40));
            pieces.add(random.nextInt(500) == 0 ? thinking(text) : text(text));
        }

        var joined = Said.joined(pieces);

        assertThat(said(joined)).isEqualTo(said(pieces));
        assertThat(joined).hasSizeLessThan(pieces.size() / 20);
        assertThat(joined)
                .allSatisfy(piece ->
                        assertThat(said(List.of(piece)).length())
                                .isLessThan(Said.LONGEST_JOINED + 41));
    }

    private static String said(List<Said> pieces) {
        var all = new StringBuilder();
        for (var piece : pieces) {
            switch (piece) {
                case Said.Spoken(ChatEvent.Text(var text)) -> all.append(text);
                case Said.Spoken(ChatEvent.Thinking(var text)) -> all.append(text);
                default -> throw new AssertionError(piece);
            }
        }
        return all.toString();
    }

    @Test
    void itsSizeGrowsWithItsText() {
        assertThat(text("x".repeat(1_000)).bytes()).isBetween(2_000L, 2_100L);
        assertThat(thinking("x".repeat(1_000)).bytes()).isBetween(2_000L, 2_100L);
        assertThat(NOTICE.bytes()).isPositive();
        assertThat(STEP.bytes()).isPositive();
    }
}
