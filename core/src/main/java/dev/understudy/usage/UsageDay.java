package dev.understudy.usage;

import dev.understudy.quota.QuotaWindow;
import java.time.LocalDate;
import java.util.List;

/**
 * What was used in one window.
 *
 * @param date the local day at whose reset hour the window begins
 * @param parts what the day is divided into, the largest first: by attempts, then queries, then
 *     requests, then the name; empty where nothing was asked for or nothing was used
 */
public record UsageDay(
        LocalDate date, QuotaWindow window, UsageCounts counts, List<UsagePart> parts) {
    public UsageDay {
        parts = List.copyOf(parts);
    }
}
