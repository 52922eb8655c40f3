package dev.understudy.settings;

import dev.understudy.quota.ModelLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * One model of the chain as {@code understudy.yaml} describes it.
 *
 * @param id the name under which clients and figures know it; unique
 * @param upstream the protocol its server speaks
 * @param url the base address of its server
 * @param model the name under which its server knows it; the id unless said otherwise
 * @param key the key its server asks for
 * @param metered whether its attempts count against the quota
 * @param contextWindow tokens it can take; learnt from the server when absent
 * @param clocks its own time limits
 * @param quota limits of its own for a window
 * @param passFields fields of a request that are passed on to its server as they came
 */
public record ModelEntry(
        String id,
        UpstreamKind upstream,
        URI url,
        String model,
        Optional<Secret> key,
        boolean metered,
        Optional<Integer> contextWindow,
        Clocks clocks,
        ModelLimits quota,
        Set<String> passFields) {

    /** The time limits of one model; an absent one is that of the settings. */
    public record Clocks(
            Optional<Duration> connect,
            Optional<Duration> firstToken,
            Optional<Duration> idle,
            Optional<Duration> attempt) {}
}
