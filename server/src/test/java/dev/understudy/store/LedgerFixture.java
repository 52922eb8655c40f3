package dev.understudy.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.TokenUsage;
import dev.understudy.quota.Admission;
import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaCalendar;
import dev.understudy.quota.Reservation;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;
import dev.understudy.usage.QueryEntry;
import dev.understudy.usage.Trail;
import dev.understudy.usage.UsageLedger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Values that the ledger's tests share, all of one noon. */
final class LedgerFixture {
    static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    private LedgerFixture() {}

    static Quota quotaOf(long limit) {
        return new Quota(limit, 0.8, OnExceeded.REJECT, new QuotaCalendar(0, ZoneOffset.UTC));
    }

    static JdbcLedger open(Path file, long limit) {
        return open(file, limit, LedgerOptions.DEFAULT);
    }

    static JdbcLedger open(Path file, long limit, LedgerOptions options) {
        return SqliteLedger.open(file, quotaOf(limit), InstantSource.fixed(NOON), options);
    }

    static AttemptStart attempt(String queryId) {
        return new AttemptStart(queryId, 1, "cloud", true, "ada", "chat", NOON);
    }

    static AttemptStart localAttempt(String queryId) {
        return new AttemptStart(queryId, 1, "local", false, "ada", "chat", NOON);
    }

    static AttemptEnd ended(long prompt, long completion) {
        return new AttemptEnd(NOON, AttemptEnd.OK, new TokenUsage(prompt, completion, false));
    }

    static QueryEntry query(String id) {
        return new QueryEntry(
                id,
                "ada",
                "c1",
                "chat",
                "answered_by_fallback",
                "local",
                1,
                NOON,
                NOON,
                Trail.NONE);
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** On the connection that the ledger writes with; a pragma of SQLite is a connection's own. */
    static void pragma(JdbcLedger ledger, String name, long value) throws Exception {
        get(ledger.look(rows -> rows.statements().execute("PRAGMA " + name + " = " + value)));
    }

    static Reservation granted(UsageLedger ledger, String queryId) throws Exception {
        var admission = get(ledger.reserve(attempt(queryId)));
        assertThat(admission).isInstanceOf(Admission.Granted.class);
        return ((Admission.Granted) admission).reservation();
    }
}
