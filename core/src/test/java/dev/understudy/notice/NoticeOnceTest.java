package dev.understudy.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class NoticeOnceTest {
    private final NoticeOnce once = new NoticeOnce(3);

    @Test
    void aFallbackIsToldOncePerConversationAndOutage() {
        assertThat(once.tellFallback("c1", 0)).isTrue();
        assertThat(once.tellFallback("c1", 0)).isFalse();
        assertThat(once.tellFallback("c2", 0)).isTrue();
        assertThat(once.tellFallback("c1", 1)).isTrue();
        assertThat(once.tellFallback("c1", 1)).isFalse();
    }

    @Test
    void theReturnIsToldOnceAndOnlyToThoseWhoWereToldOfTheFallback() {
        assertThat(once.tellRestored("c1")).isFalse();
        once.tellFallback("c1", 0);
        assertThat(once.tellRestored("c2")).isFalse();
        assertThat(once.tellRestored("c1")).isTrue();
        assertThat(once.tellRestored("c1")).isFalse();
    }

    @Test
    void aFallbackAfterAReturnIsToldAgain() {
        once.tellFallback("c1", 0);
        once.tellRestored("c1");
        assertThat(once.tellFallback("c1", 1)).isTrue();
        assertThat(once.tellRestored("c1")).isTrue();
    }

    @Test
    void aReturnIsToldOnceForSeveralOutages() {
        once.tellFallback("c1", 0);
        once.tellFallback("c1", 1);
        assertThat(once.tellRestored("c1")).isTrue();
        assertThat(once.tellRestored("c1")).isFalse();
    }

    @Test
    void aConversationThatBeginsAnewWasToldNothing() {
        once.tellFallback("c1", 0);
        once.tellSpent("c1", "2026-03-10");
        once.begin("c1");
        assertThat(once.tellRestored("c1")).isFalse();
        assertThat(once.tellFallback("c1", 0)).isTrue();
        assertThat(once.tellSpent("c1", "2026-03-10")).isTrue();
    }

    @Test
    void aSpentQuotaIsToldOncePerConversationAndWindow() {
        assertThat(once.tellSpent("c1", "2026-03-10")).isTrue();
        assertThat(once.tellSpent("c1", "2026-03-10")).isFalse();
        assertThat(once.tellSpent("c2", "2026-03-10")).isTrue();
        assertThat(once.tellSpent("c1", "2026-03-11")).isTrue();
    }

    @Test
    void aSpentQuotaIsNoFallbackThatCouldBeRestored() {
        once.tellSpent("c1", "2026-03-10");
        assertThat(once.tellRestored("c1")).isFalse();
    }

    @Test
    void fallbackReturnAndQuotaDoNotForgetEachOther() {
        once.tellFallback("c1", 0);
        once.tellSpent("c1", "2026-03-10");
        assertThat(once.tellFallback("c1", 0)).isFalse();
        assertThat(once.tellRestored("c1")).isTrue();
        assertThat(once.tellSpent("c1", "2026-03-10")).isFalse();
    }

    @Test
    void theConversationNotSeenForLongestIsForgottenFirst() {
        once.tellFallback("c1", 0);
        once.tellFallback("c2", 0);
        once.tellFallback("c3", 0);
        assertThat(once.tellFallback("c1", 0)).as("c1 is used again").isFalse();
        once.tellFallback("c4", 0);
        assertThat(once.tellFallback("c1", 0)).isFalse();
        assertThat(once.tellFallback("c3", 0)).isFalse();
        assertThat(once.tellRestored("c2")).as("c2 was forgotten").isFalse();
    }

    @Test
    void askingForTheReturnRemembersNobody() {
        once.tellFallback("c1", 0);
        for (int i = 0; i < 100; i++) {
            once.tellRestored("other" + i);
        }
        assertThat(once.tellRestored("c1")).isTrue();
    }

    @Test
    void ofManyThreadsOneTells() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 200; i++) {
                asked.add(threads.submit(() -> once.tellFallback("c1", 0)));
            }
            int told = 0;
            for (var one : asked) {
                told += one.get() ? 1 : 0;
            }
            assertThat(told).isOne();
        }
    }

    @Test
    void aMemoryForNobodyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NoticeOnce(0))
                .withMessage("capacity must be at least 1, got 0");
    }
}
