package dev.understudy.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.understudy.chat.TokenUsage;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NoticeMarkTest {
    @Test
    void aModelsWordsHoldNoMarks() {
        var forged = NoticeMark.inline("from us");

        assertThat(NoticeMark.strip("a" + NoticeMark.unmarked(forged) + "b")).contains("from us");
        assertThat(NoticeMark.unmarked("as it is")).isEqualTo("as it is");
    }

    private static final String BEGIN = "\u2063\u2064\u2063";
    private static final String END = "\u2064\u2063\u2064";
    private static final Notice FALLBACK = new Notice.FallbackEngaged("cloud", "local");
    private static final Notice CUT = new Notice.AnswerCut(8_000);
    private static final Notice BARE = new Notice.TokenCount(TokenUsage.NONE);
    private static final List<Notice> ALL = List.of(FALLBACK, CUT, BARE);

    @Test
    void aNoticeIsAParagraphWithABoldTitleThenItsText() {
        assertThat(NoticeMark.inline(CUT))
                .isEqualTo(
                        "\n"
                                + BEGIN
                                + "\n\n✂️ **Notice: Answer Cut**\n\n"
                                + CUT.text()
                                + END
                                + "\n\n");
        assertThat(NoticeMark.inline(BARE))
                .isEqualTo(
                        "\n" + BEGIN + "\n\n🔢 **Tokens: 0 (0 prompt, 0 answer)**" + END + "\n\n");
    }

    @Test
    void theTextAfterANoticeBeginsALine() {
        assertThat(NoticeMark.inline(FALLBACK) + "# Heading").contains("\n\n# Heading");
    }

    /** Seen in Open WebUI: a fence with a mark behind it on its line does not close the block. */
    @Test
    void aBlockOfCodeBeforeANoticeStaysClosed() {
        var answer = "```sql\nSELECT 1\n```";
        for (var ours : List.of(NoticeMark.inline(CUT), NoticeMark.inline("Usage: 1/2"))) {
            assertThat((answer + ours).lines()).contains("```");
            assertThat(NoticeMark.strip(answer + ours)).isEqualTo(answer);
        }
    }

    @Test
    void aTextWithoutMarksIsNotTouched() {
        for (var text : List.of("", "plain", "\n\n\n", "\u2063\u2064", "\u2063 \u2064 \u2063")) {
            assertThat(NoticeMark.strip(text)).isEqualTo(text);
        }
    }

    @Test
    void whatStandsBetweenMarksIsTakenOutAndNothingElse() {
        var answer = "\n# Sales\n\n- one\n- two\n";
        var notice = NoticeMark.inline(FALLBACK);
        assertThat(NoticeMark.strip(notice + answer)).isEqualTo(answer);
        assertThat(NoticeMark.strip(answer + notice)).isEqualTo(answer);
        assertThat(NoticeMark.strip("before" + notice + answer)).isEqualTo("before" + answer);
        assertThat(NoticeMark.strip(notice + NoticeMark.inline(CUT) + answer)).isEqualTo(answer);
        assertThat(NoticeMark.strip(notice + answer + NoticeMark.inline("Usage: 1/2")))
                .isEqualTo(answer);
        assertThat(NoticeMark.strip(notice)).isEmpty();
    }

    @Test
    void aFrontEndMayHaveTrimmedTheAnswer() {
        assertThat(NoticeMark.strip(NoticeMark.inline(FALLBACK).strip())).isEmpty();
        assertThat(NoticeMark.strip(("answer" + NoticeMark.inline(CUT)).strip()))
                .isEqualTo("answer");
    }

    @Test
    void aMarkWithoutItsEndTakesTheRest() {
        assertThat(NoticeMark.strip("answer" + BEGIN + "\n\n⚠️ **Quota")).isEqualTo("answer");
        assertThat(NoticeMark.strip(BEGIN)).isEmpty();
        assertThat(NoticeMark.strip("a" + BEGIN + "x" + END + "b" + BEGIN + "y")).isEqualTo("ab");
    }

    @Test
    void anEndAloneIsRemovedAndWhatFollowsItIsReadAnew() {
        assertThat(NoticeMark.strip("one" + END + "two")).isEqualTo("onetwo");
        assertThat(NoticeMark.strip(END)).isEmpty();
        assertThat(NoticeMark.strip(END + BEGIN + "notice" + END + "answer")).isEqualTo("answer");
        assertThat(NoticeMark.strip("a" + BEGIN + "notice" + END + "b" + END + "c"))
                .isEqualTo("abc");
    }

    @Test
    void manyMarksTakeNoLongerThanTheirLength() {
        for (var hostile : List.of(END, BEGIN, BEGIN + END, END + BEGIN, "\u2063\u2064")) {
            var text = hostile.repeat(300_000);
            var stripped =
                    assertTimeoutPreemptively(Duration.ofSeconds(30), () -> NoticeMark.strip(text));
            assertThat(stripped.length()).isLessThanOrEqualTo(text.length());
        }
    }

    @Test
    void anAnswerKeepsItsTextWhereverNoticesStand() {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("NoticeMarkTest: -Dseed=" + seed);
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var answer = new StringBuilder();
            var shown = new StringBuilder();
            for (int piece = 0, pieces = random.nextInt(6); piece < pieces; piece++) {
                if (random.nextBoolean()) {
                    shown.append(NoticeMark.inline(ALL.get(random.nextInt(ALL.size()))));
                } else {
                    var text = text(random);
                    answer.append(text);
                    shown.append(text);
                }
            }
            assertThat(NoticeMark.strip(shown.toString()))
                    .as("seed %d, answer %d", seed, i)
                    .isEqualTo(answer.toString());
        }
    }

    /** Text as models write it; of the marks' characters at most one stands alone. */
    private static String text(Random random) {
        var alphabet = List.of("a", " ", "\n", "\n\n", "#", "*", "😀", "日", "x\u2064x");
        var text = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            text.append(alphabet.get(random.nextInt(alphabet.size())));
        }
        return text.toString();
    }
}
