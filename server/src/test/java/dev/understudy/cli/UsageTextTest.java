package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaCalendar;
import dev.understudy.usage.HistoryBy;
import dev.understudy.usage.HistorySum;
import dev.understudy.usage.HistoryView;
import dev.understudy.usage.UsageCounts;
import dev.understudy.usage.UsageHistory;
import dev.understudy.usage.UsageName;
import dev.understudy.usage.UsageSummary;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTextTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final QuotaCalendar CALENDAR = new QuotaCalendar(0, ZoneOffset.UTC);

    private static UsageCounts counts(long attempts) {
        return new UsageCounts(attempts, attempts, attempts, 700, 300, 0, 0);
    }

    private static HistorySum sum(Optional<HistoryBy> by) {
        return new HistorySum(new HistoryView(3, by), CALENDAR, NOON);
    }

    private static UsageHistory byUser() {
        var sum = sum(Optional.of(HistoryBy.USER));
        var start = CALENDAR.windowAt(NOON).start();
        sum.add(start, new UsageName.Named("small"), counts(1));
        sum.add(start, new UsageName.Named("large\u001b[31m"), counts(40));
        sum.add(start, new UsageName.Named("middle".repeat(20)), counts(20));
        return sum.history();
    }

    private static String text(UsageHistory history, int width) {
        return new UsageText(Terminal.plain(), width).of(history);
    }

    @Test
    void partsAreSortedWithBarsAndNamesThatAreLongAreCut() {
        assertThat(text(byUser(), 90).lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "2026-03-08 to 2026-03-10, by user",
                        "user requests attempts queries tokens fallback",
                        "large[31m 40 40 40 1,000 0 " + "█".repeat(7),
                        "middlemiddlemiddlemiddlemiddlem… 20 20 20 1,000 0 " + "█".repeat(4),
                        "small 1 1 1 1,000 0 █",
                        "in all 61 61 61 3,000 0");
    }

    @Test
    void theBarsAndTheOrderFollowTheAttemptsThatAreShown() {
        var sum = sum(Optional.of(HistoryBy.MODEL));
        sum.add(NOON, new UsageName.Named("cloud"), new UsageCounts(9, 10, 2, 0, 0, 0, 0));
        sum.add(NOON, new UsageName.Named("local"), new UsageCounts(0, 20, 20, 0, 0, 0, 20));
        sum.add(NOON, new UsageName.Nameless(), new UsageCounts(0, 0, 30, 0, 0, 0, 0));
        assertThat(text(sum.history(), 200).lines().map(line -> line.replaceAll(" +", " ")))
                .containsSubsequence(
                        "local 0 20 20 0 20 " + "█".repeat(40),
                        "cloud 9 10 2 0 0 " + "█".repeat(20),
                        "(none) 0 0 30 0 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 70, 80, 120, 200})
    void noLineIsWiderThanTheTerminal(int width) {
        assertThat(text(byUser(), width).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    }

    @Test
    void withoutPartsEachDayIsALineAlsoWhereNothingWasUsed() {
        assertThat(text(sum(Optional.empty()).history(), 80))
                .contains("2026-03-08 ", "2026-03-09 ", "2026-03-10 ")
                .doesNotContain("█");
    }

    @Test
    void estimatedTokensAreMarked() {
        var sum = sum(Optional.empty());
        sum.add(NOON, new UsageName.Nameless(), new UsageCounts(1, 1, 1, 5, 5, 1, 0));
        assertThat(text(sum.history(), 80)).contains("~10");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "500,20", "1000,40", "2000,40"})
    void theQuotasBarIsAsFullAsTheQuota(long used, int full) {
        var quota = new Quota(1_000, 0.8, OnExceeded.REJECT, CALENDAR);
        var summary =
                new UsageSummary(
                        quota.status(used, CALENDAR.windowAt(NOON)), 0, 0, 0, 0, List.of());
        var text = new UsageText(Terminal.plain(), 80).of(summary);

        assertThat(text).doesNotContain("\u001b");
        assertThat(text.chars().filter(c -> c == '█')).hasSize(full);
        assertThat(text.chars().filter(c -> c == '░')).hasSize(40 - full);
    }

    @ParameterizedTest
    @CsvSource({"100,100", "'',80", "x,80", "0,80", "5,40", "9999,200", "-5,80"})
    void theWidthIsWhatTheTerminalSaysWithinReason(String said, int columns) {
        assertThat(Terminal.columns(said)).isEqualTo(columns);
    }
}
