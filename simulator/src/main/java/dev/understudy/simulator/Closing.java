package dev.understudy.simulator;

import java.time.Duration;
import java.util.Optional;

/**
 * What a regular end reports.
 *
 * @param firstToken the planned time to the first line
 * @param total the planned time of the whole answer
 */
record Closing(
        Optional<String> finishReason,
        Optional<TokenCounts.Fixed> counts,
        Duration firstToken,
        Duration total) {}
