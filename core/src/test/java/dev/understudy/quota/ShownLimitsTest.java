package dev.understudy.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownLimitsTest {
    private static final QuotaCalendar CALENDAR = new QuotaCalendar(0, ZoneOffset.UTC);
    private static final QuotaWindow TODAY =
            CALENDAR.windowAt(Instant.parse("2026-03-10T12:00:00Z"));

    private static Quota quota(long perUser, long perKey, long tokensPerKey, long reserve) {
        var limits =
                new Limits(
                        0,
                        perUser,
                        0,
                        perKey,
                        tokensPerKey,
                        Map.of("cloud", new ModelLimits(50, 0)),
                        reserve,
                        Set.of("boss"));
        return new Quota(100, 0.8, OnExceeded.REJECT, CALENDAR, limits);
    }

    /** Names with places: {@code small=5 big=0}; {@code unknown} where nobody knows. */
    private static KeyLimits keys(String text) {
        return text.equals("unknown")
                ? KeyLimits.UNKNOWN
                : KeyLimits.of(
                        Arrays.stream(text.split(" "))
                                .map(key -> key.split("="))
                                .collect(
                                        Collectors.toMap(
                                                key -> key[0], key -> Long.parseLong(key[1]))));
    }

    private static Tally tally(LimitScope scope, String name, long used, long tokens) {
        var empty = OptionalLong.empty();
        return new Tally(new TallyName(scope, name), used, tokens, empty, empty);
    }

    private static String text(OptionalLong size) {
        return size.isPresent() ? String.valueOf(size.getAsLong()) : "none";
    }

    @ParameterizedTest
    @CsvSource({
        // per key, tokens per key, keys, whose: its requests and tokens
        "0, 0, small=5,         small, 5,    none",
        "3, 0, small=5,         small, 5,    none",
        "9, 8, small=5 big=0,   small, 5,    8",
        "9, 8, small=5 big=0,   big,   9,    8",
        "0, 0, small=5 big=0,   big,   none, none",
        "9, 8, small=5,         gone,  none, none",
        "9, 8, unknown,         gone,  9,    8",
        "0, 0, unknown,         gone,  none, none",
    })
    void aKeyHasItsOwnLimitElseThatOfEveryKeyAndNoneWhereItIsNotThere(
            long perKey,
            long tokensPerKey,
            String keys,
            String name,
            String requests,
            String tokens) {
        var whose = new TallyName(LimitScope.KEY, name);
        var bound = quota(0, perKey, tokensPerKey, 0).of(whose, keys(keys));
        assertThat(text(bound.size(whose.limit(LimitUnit.REQUESTS)))).isEqualTo(requests);
        assertThat(text(bound.size(whose.limit(LimitUnit.TOKENS)))).isEqualTo(tokens);
    }

    @Test
    void whatKeysMayTakeChangesNoOtherLimit() {
        var quota = quota(7, 9, 8, 0);
        var small = keys("small=5");
        for (var whose :
                List.of(
                        TallyName.GLOBAL,
                        new TallyName(LimitScope.USER, "small"),
                        new TallyName(LimitScope.MODEL, "small"))) {
            assertThat(quota.of(whose, small)).isSameAs(quota);
        }
        var bound = quota.of(new TallyName(LimitScope.KEY, "small"), small);
        assertThat(bound.size(new LimitName(LimitScope.USER, "ada", LimitUnit.REQUESTS)))
                .hasValue(7);
        assertThat(bound.limit()).isEqualTo(100);
    }

    @Test
    void theOrderIsTheQuotaItsReserveWhatWasChangedThenWhatWasUsedMost() {
        var quota = quota(20, 0, 0, 10);
        var raised = tally(LimitScope.USER, "eve", 0, 0).withLimit(LimitUnit.REQUESTS, 30);
        var shown =
                ShownLimits.of(
                        quota,
                        quota.status(12, 110, TODAY),
                        List.of(
                                tally(LimitScope.USER, "ben", 4, 1),
                                tally(LimitScope.USER, "ada", 4, 1),
                                tally(LimitScope.USER, "cyd", 4, 2),
                                tally(LimitScope.MODEL, "cloud", 9, 0),
                                tally(LimitScope.KEY, "small", 4, 1),
                                tally(LimitScope.KEY, "big", 8, 0),
                                tally(LimitScope.KEY, "gone", 8, 0),
                                raised),
                        keys("small=5 big=0"));
        assertThat(shown)
                .extracting(it ->
                        "%s %d/%d of %d"
                                .formatted(
                                        it.status().name(),
                                        it.status().used(),
                                        it.status().limit(),
                                        it.configured()))
                .containsExactly(
                        "requests global 12/110 of 100",
                        "requests shared 12/100 of 90",
                        "requests user eve 0/30 of 20",
                        "requests model cloud 9/50 of 50",
                        "requests user cyd 4/20 of 20",
                        "requests key small 4/5 of 5",
                        "requests user ada 4/20 of 20",
                        "requests user ben 4/20 of 20");
    }

    @Test
    void withoutAReserveNothingIsShared() {
        var quota = quota(0, 0, 0, 0);
        assertThat(ShownLimits.of(quota, quota.status(1, TODAY), List.of(), KeyLimits.UNKNOWN))
                .hasSize(1);
    }

    @Test
    void aLimitOfAKeyIsNotNegative() {
        assertThatThrownBy(() -> keys("small=-1")).isInstanceOf(IllegalArgumentException.class);
    }
}
