package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.TokenUsage;
import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaCalendar;
import dev.understudy.simulator.Simulator;
import dev.understudy.store.LedgerOptions;
import dev.understudy.store.SqliteLedger;
import dev.understudy.time.SystemTime;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;
import dev.understudy.usage.QueryEntry;
import dev.understudy.usage.Trail;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server over a ledger that has entries of half a year ago. */
@Timeout(60)
class RetentionOverHttpTest {
    private static final String ID = "3a0fb2a4-9b96-4692-b955-2e341d189911";

    @TempDir Path home;

    private final Instant halfAYearAgo =
            SystemTime.instants().instant().minus(Duration.ofDays(180));

    private void record(String id, String user, String outcome) throws Exception {
        var quota = new Quota(9, 0.8, OnExceeded.REJECT, new QuotaCalendar(0, ZoneOffset.UTC));
        var file = home.resolve("ledger.db");
        try (var ledger =
                SqliteLedger.open(file, quota, SystemTime.instants(), LedgerOptions.DEFAULT)) {
            var start = new AttemptStart(id, 1, "local", false, user, "chat", halfAYearAgo);
            var end = new AttemptEnd(halfAYearAgo, "ok", new TokenUsage(30, 12, true));
            ledger.record(start, end).toCompletableFuture().join();
            var query =
                    new QueryEntry(
                            id,
                            user,
                            "c1",
                            "chat",
                            outcome,
                            "local",
                            1,
                            halfAYearAgo,
                            halfAYearAgo,
                            Trail.NONE);
            ledger.record(query).toCompletableFuture().join();
        }
    }

    private static HttpResponse<String> get(RunningServer server, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(server.url() + path)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static List<String> views(RunningServer server) throws Exception {
        var views = new ArrayList<String>();
        for (var by : List.of("", "&by=model", "&by=user", "&by=team", "&by=outcome")) {
            for (var format : List.of("json", "csv")) {
                var path = "/api/v1/usage/history?days=200" + by + "&format=" + format;
                views.add(get(server, path).body());
            }
        }
        views.add(get(server, "/api/v1/usage").body());
        return views;
    }

    @Test
    void theServerRollsUpByItselfAndSaysWhatItNoLongerHas() throws Exception {
        record(ID, "ada", "answered");
        record(UUID.randomUUID().toString(), "ben", "answered_by_fallback");
        try (var upstream = Simulator.start();
                var server = RunningServer.start(home, upstream)) {
            assertThat(get(server, "/api/v1/queries/" + ID).statusCode()).isEqualTo(200);
            var before = views(server);
            assertThat(before.get(4)).contains("ada", "ben");

            var gone = get(server, "/api/v1/queries/" + ID);
            while (gone.statusCode() == 200) {
                gone = get(server, "/api/v1/queries/" + ID);
            }
            assertThat(gone.statusCode()).isEqualTo(404);
            assertThat(gone.body())
                    .contains("query_not_found", "and details are kept for 90 days.");
            assertThat(views(server)).isEqualTo(before);
        }
    }
}
