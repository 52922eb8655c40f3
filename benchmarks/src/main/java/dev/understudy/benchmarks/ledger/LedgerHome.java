package dev.understudy.benchmarks.ledger;

import dev.understudy.chat.TokenUsage;
import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaCalendar;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;

/** A folder for one ledger, removed with it, and what benchmarks write into it. */
public final class LedgerHome implements AutoCloseable {
    /** No benchmark reaches it. */
    public static final Quota QUOTA =
            new Quota(1_000_000_000, 0.8, OnExceeded.REJECT, new QuotaCalendar(0, ZoneOffset.UTC));

    private final Path folder;

    private LedgerHome(Path folder) {
        this.folder = folder;
    }

    public static LedgerHome make() throws IOException {
        return new LedgerHome(Files.createTempDirectory("understudy-bench-ledger"));
    }

    public Path folder() {
        return folder;
    }

    public Path file() {
        return folder.resolve("ledger.db");
    }

    public static AttemptStart attempt(String queryId, Instant at) {
        return new AttemptStart(queryId, 1, "gpt-oss:120b-cloud", true, "ada", "chat", at);
    }

    public static AttemptEnd ended(Instant at) {
        return new AttemptEnd(at, AttemptEnd.OK, new TokenUsage(900, 300, false));
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
