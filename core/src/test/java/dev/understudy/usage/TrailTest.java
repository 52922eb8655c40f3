package dev.understudy.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.chat.TokenUsage;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrailTest {
    private static final TrailEntry BEGAN =
            new TrailEntry(3, new TrailEvent.AttemptBegan(1, "cloud", true));

    private static TrailEntry ended(TokenUsage usage) {
        return new TrailEntry(7, new TrailEvent.AttemptEnded(1, "cloud", AttemptEnd.OK, usage));
    }

    @Test
    void aTrailHasABound() {
        var full = Collections.nCopies(Trail.MOST_ENTRIES, BEGAN);
        assertThat(new Trail(full).entries()).hasSize(Trail.MOST_ENTRIES);
        var more = Collections.nCopies(Trail.MOST_ENTRIES + 1, BEGAN);
        assertThatThrownBy(() -> new Trail(more)).hasMessageContaining("at most 64 entries");
    }

    @Test
    void withoutTokensEverythingElseStays() {
        var trail = new Trail(List.of(BEGAN, ended(new TokenUsage(5, 6, true))));
        assertThat(trail.withoutTokens().entries()).containsExactly(BEGAN, ended(TokenUsage.NONE));
    }
}
