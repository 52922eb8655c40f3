package dev.understudy.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.TokenUsage;
import dev.understudy.notice.Notice.AnswerCut;
import dev.understudy.notice.Notice.AnsweredOffline;
import dev.understudy.notice.Notice.FallbackEngaged;
import dev.understudy.notice.Notice.ImageDropped;
import dev.understudy.notice.Notice.PrimaryRestored;
import dev.understudy.notice.Notice.QuotaSpent;
import dev.understudy.notice.Notice.QuotaWarning;
import dev.understudy.notice.Notice.Retrying;
import dev.understudy.notice.Notice.TokenCount;
import dev.understudy.notice.Notice.TurnsLeftOut;
import dev.understudy.quota.LimitName;
import dev.understudy.quota.LimitScope;
import dev.understudy.quota.LimitUnit;
import dev.understudy.quota.QuotaCalendar;
import dev.understudy.quota.QuotaStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeTest {
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    private static QuotaStatus used(long used, long limit) {
        return status(used, limit, "UTC", 0, "2026-03-10T12:00:00Z");
    }

    private static QuotaStatus status(long used, long limit, String zone, int hour, String at) {
        var calendar = new QuotaCalendar(hour, ZoneId.of(zone));
        return new QuotaStatus(used, limit, 0.8, calendar.windowAt(Instant.parse(at)));
    }

    private static List<Notice> oneOfEach() {
        return List.of(
                new Retrying("cloud", "cloud", 2, 3, TWO_SECONDS),
                new FallbackEngaged("cloud", "local"),
                new PrimaryRestored("cloud"),
                new QuotaWarning(used(850, 1000)),
                new QuotaSpent(used(1000, 1000), false),
                new TurnsLeftOut(3, "local"),
                new ImageDropped("local"),
                new Notice.AnswerContinued("local"),
                new AnswerCut(8_000),
                new AnsweredOffline(),
                new Notice.OfflineDeclined("What is a moon?"),
                new Notice.LimitReached("Enough."),
                new TokenCount(new TokenUsage(120, 30, false)));
    }

    @Test
    void noneSaysWhereItStands() {
        assertThat(oneOfEach())
                .extracting(Notice::text)
                .noneMatch(it -> it.matches("(?s).*\\b(here|above|below)\\b.*"));
    }

    @Test
    void titlesAreThoseOfTheContract() {
        assertThat(oneOfEach())
                .extracting(Notice::title)
                .containsExactly(
                        "Trying again (attempt 2 of 3)",
                        "Notice: Using Fallback Model",
                        "Notice: Primary Model Restored",
                        "Quota Warning: 850/1000 requests used (85%)",
                        "Daily API Quota Exceeded",
                        "Notice: Older Messages Left Out",
                        "Notice: Image Not Seen",
                        "Notice: Answer Continued",
                        "Notice: Answer Cut",
                        "Notice: Answered Without a Model",
                        "Notice: Not Understood Without a Model",
                        "Notice: Limit Reached",
                        "Tokens: 150 (120 prompt, 30 answer)");
    }

    @Test
    void everyKindHasItsNoticeAndItsNameInTheApi() {
        assertThat(oneOfEach())
                .extracting(Notice::kind)
                .containsExactlyElementsOf(EnumSet.allOf(NoticeKind.class));
        assertThat(NoticeKind.values())
                .extracting(NoticeKind::wireName)
                .containsExactly(
                        "retrying",
                        "fallback_engaged",
                        "primary_restored",
                        "quota_warning",
                        "quota_spent",
                        "turns_left_out",
                        "image_dropped",
                        "answer_continued",
                        "answer_cut",
                        "answered_offline",
                        "offline_declined",
                        "limit_reached",
                        "token_count");
    }

    @Test
    void titlesAndSignsAreOneLineAndOnlyARetryPasses() {
        for (var notice : oneOfEach()) {
            assertThat(notice.title()).isNotBlank().doesNotContain("\n");
            assertThat(notice.sign()).isNotBlank().doesNotContain("\n");
            assertThat(notice.passing()).isEqualTo(notice instanceof Retrying);
        }
    }

    @Test
    void theFallbacksBodyNamesTheModelsAndSaysWhatItMeans() {
        assertThat(new FallbackEngaged("gpt-oss:120b-cloud", "llama3.2:3b").text())
                .contains("gpt-oss:120b-cloud", "llama3.2:3b")
                .contains("still answered", "nothing of this conversation is lost")
                .contains("less good", "longer", "used again by itself");
    }

    @Test
    void theReturnNamesTheModelThatIsBack() {
        assertThat(new PrimaryRestored("gpt-oss:120b-cloud").text()).contains("gpt-oss:120b-cloud");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # used | limit | title of the warning                          | usage line
                    15     | 1000  | Quota Warning: 15/1000 requests used (1%)     | Usage: 15/1000 requests (1.5%)
                    17     | 1000  | Quota Warning: 17/1000 requests used (1%)     | Usage: 17/1000 requests (1.7%)
                    850    | 1000  | Quota Warning: 850/1000 requests used (85%)   | Usage: 850/1000 requests (85.0%)
                    999    | 1000  | Quota Warning: 999/1000 requests used (99%)   | Usage: 999/1000 requests (99.9%)
                    1000   | 1000  | Quota Warning: 1000/1000 requests used (100%) | Usage: 1000/1000 requests (100.0%)
                    29     | 100   | Quota Warning: 29/100 requests used (29%)     | Usage: 29/100 requests (29.0%)
                    0      | 0     | Quota Warning: 0/0 requests used (100%)       | Usage: 0/0 requests (100.0%)
                    12345  | 20000 | Quota Warning: 12345/20000 requests used (61%) | Usage: 12345/20000 requests (61.7%)
                    """)
    void figuresOfTheQuotaAreExact(long used, long limit, String title, String usageLine) {
        assertThat(new QuotaWarning(used(used, limit)).title()).isEqualTo(title);
        assertThat(Spoken.usageLine(used(used, limit))).isEqualTo(usageLine);
    }

    @Test
    void aSpentQuotaSaysHowMuchWasUsedAndWhenItResets() {
        assertThat(new QuotaSpent(used(1000, 1000), false).text())
                .startsWith("You've used 1000/1000 requests today.")
                .contains("try again after the quota resets at 00:00 (UTC)");
        assertThat(new QuotaSpent(used(1000, 1000), true).text())
                .startsWith("You've used 1000/1000 requests today.")
                .contains("local model answers until the quota resets at 00:00 (UTC)");
        assertThat(new QuotaWarning(used(850, 1000)).text())
                .isEqualTo("150 are left until 00:00 (UTC).");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SHARED | REQUESTS | ''    | 5 are left                                      | requests today.
                    GLOBAL | TOKENS   | ''    | 5 are left of the daily limit of this server    | tokens today, which is the daily limit of this server.
                    USER   | REQUESTS | ada   | 5 are left of your daily limit                  | requests today, which is your daily limit.
                    KEY    | REQUESTS | webui | 5 are left of the daily limit of your API key   | requests today, which is the daily limit of your API key.
                    MODEL  | TOKENS   | cloud | 5 are left of the daily limit of cloud          | tokens today, which is the daily limit of cloud.
                    """)
    void theLimitThatIsMetIsNamed(
            LimitScope scope, LimitUnit unit, String name, String warning, String spent) {
        var window = used(0, 1).window();
        var status = new QuotaStatus(new LimitName(scope, name, unit), 15, 20, 0.8, window);
        assertThat(new QuotaWarning(status).text()).isEqualTo(warning + " until 00:00 (UTC).");
        assertThat(new QuotaWarning(status).title())
                .isEqualTo("Quota Warning: 15/20 %s used (75%%)".formatted(unit.wireName()));
        assertThat(new QuotaSpent(status, false).text()).contains(" used 15/20 " + spent + "\n");
        assertThat(Spoken.usageLine(status)).startsWith("Usage: 15/20 " + unit.wireName() + " (75");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    UTC              | 0  | 2026-03-10T12:00:00Z | 00:00 (UTC)
                    Europe/Berlin    | 6  | 2026-01-10T12:00:00Z | 06:00 (CET)
                    Europe/Berlin    | 6  | 2026-07-10T12:00:00Z | 06:00 (CEST)
                    # the reset lies on the other side of the change
                    Europe/Berlin    | 6  | 2026-03-28T12:00:00Z | 06:00 (CEST)
                    America/New_York | 23 | 2026-01-10T12:00:00Z | 23:00 (EST)
                    # no abbreviation is in use there
                    America/Sao_Paulo | 0 | 2026-01-10T12:00:00Z | 00:00 (GMT-03:00)
                    """)
    void theResetIsToldInTheQuotasZone(String zone, int hour, String at, String told) {
        assertThat(Spoken.reset(status(1, 1, zone, hour, at))).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PT0S     | 0 s
                    PT0.001S | 0.1 s
                    PT1.5S   | 1.5 s
                    PT2S     | 2 s
                    PT2.01S  | 2.1 s
                    PT59.95S | 60 s
                    PT119S   | 119 s
                    PT120S   | 2 min
                    PT1H     | 60 min
                    """)
    void durationsAreToldShortly(Duration duration, String told) {
        assertThat(Spoken.duration(duration)).isEqualTo(told);
    }

    @Test
    void aRetryNamesTheModelsAndTheWait() {
        assertThat(new Retrying("cloud", "cloud", 2, 3, TWO_SECONDS).text())
                .isEqualTo("cloud did not answer; asking it again in 2 s.");
        assertThat(new Retrying("cloud", "cloud", 2, 3, Duration.ZERO).text())
                .isEqualTo("cloud did not answer; asking it again.");
        assertThat(new Retrying("cloud", "local", 3, 3, Duration.ZERO).text())
                .isEqualTo("cloud did not answer; asking local.");
    }

    @Test
    void leftOutTurnsAreCountedInWords() {
        assertThat(new TurnsLeftOut(1, "local").text())
                .contains("local", "its oldest question with its answer was not taken");
        assertThat(new TurnsLeftOut(3, "local").text())
                .contains("its 3 oldest questions with their answers were not taken");
        assertThat(new ImageDropped("local").text()).contains("local");
        assertThat(new AnswerCut(8_000).text()).contains("8000 tokens");
        assertThat(new AnsweredOffline().text()).contains("no model was used");
    }

    @Test
    void estimatedTokensAreMarked() {
        assertThat(new TokenCount(new TokenUsage(120, 30, true)).title()).endsWith(", estimated");
    }

    @Test
    void nothingDependsOnTheMachinesLocale() {
        var before = Locale.getDefault();
        var expected = oneOfEach().stream().map(notice -> notice.title() + notice.text()).toList();
        var usageLine = Spoken.usageLine(used(15, 1000));
        try {
            for (var tag : List.of("de-DE", "tr-TR", "ar-EG", "hi-IN-u-nu-deva")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(oneOfEach())
                        .as(tag)
                        .extracting(notice -> notice.title() + notice.text())
                        .isEqualTo(expected);
                assertThat(Spoken.usageLine(used(15, 1000))).as(tag).isEqualTo(usageLine);
            }
        } finally {
            Locale.setDefault(before);
        }
    }
}
