package dev.understudy.server;

import static dev.understudy.server.RunningServer.FALLBACK;
import static dev.understudy.server.RunningServer.PRIMARY;
import static dev.understudy.server.RunningServer.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import dev.understudy.mail.MailServers;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Simulator;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real server, a simulated upstream and a real mail server. */
@Timeout(120)
class AlertsOverSmtpTest {
    private static final String NOT_ANSWERING = "[Understudy] " + PRIMARY + " is not answering";
    private static final String BACK = "[Understudy] " + PRIMARY + " is answering again";

    @TempDir Path home;
    private Simulator upstream;
    private GreenMail mails;

    @BeforeEach
    void start() {
        upstream = Simulator.start();
        upstream.model(PRIMARY, Behaviour.text("cloud")).model(FALLBACK, Behaviour.text("local"));
        mails = MailServers.start();
    }

    @AfterEach
    void stop() {
        upstream.close();
        mails.stop();
    }

    private RunningServer serve(String... keysAndValues) {
        return serve(mails.getSmtp().getPort(), keysAndValues);
    }

    private RunningServer serve(int smtpPort, String... keysAndValues) {
        var mail =
                Stream.of(
                        "AGENT_ESCALATION_EMAIL",
                        "ops@example.com",
                        "SMTP_HOST",
                        "127.0.0.1",
                        "SMTP_PORT",
                        String.valueOf(smtpPort),
                        "SMTP_SECURITY",
                        "none");
        return RunningServer.start(
                home,
                upstream,
                Stream.concat(mail, Stream.of(keysAndValues)).toArray(String[]::new));
    }

    private void await(int count) {
        assertThat(mails.waitForIncomingEmail(30_000, count)).as("%d mails", count).isTrue();
    }

    /** All mails there are; the server has sent what it had to say when it is closed. */
    private List<String> subjects() throws Exception {
        var subjects = new ArrayList<String>();
        for (MimeMessage mail : mails.getReceivedMessages()) {
            subjects.add(mail.getSubject());
        }
        return subjects;
    }

    private static void askAtOnce(RunningServer server, int queries) throws Exception {
        var asked = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < queries; i++) {
            asked.add(server.askLater("question " + i));
        }
        for (var one : asked) {
            one.get();
        }
    }

    @Test
    void anOutageAndTheReturnAreTwoMailsHoweverManyQueriesSeeThem() throws Exception {
        upstream.model(PRIMARY, Behaviour.error(500));
        try (var server = serve("FALLBACK_COOLDOWN_SECONDS", "0.5")) {
            // The first one alone opens the breaker, so that the reason is its own.
            server.ask("first");
            askAtOnce(server, 40);
            await(1);
            server.awaitCoolDown();
            askAtOnce(server, 5);
            upstream.model(PRIMARY, Behaviour.text("cloud"));
            do {
                server.awaitCoolDown();
            } while (!outcome(server.ask("well?")).equals("answered"));
            askAtOnce(server, 20);

            var alerts = server.get("/api/v1/status").path("alerts");
            assertThat(alerts.size()).isEqualTo(2);
            assertThat(alerts.path(0).path("kind").asString()).isEqualTo("model_back");
            assertThat(alerts.path(1).path("kind").asString()).isEqualTo("model_out");
            assertThat(alerts.path(1).path("title").asString())
                    .isEqualTo(PRIMARY + " is not answering");
            assertThat(alerts.path(1).path("since").asString()).contains("T").endsWith("Z");
        }
        assertThat(subjects()).containsExactly(NOT_ANSWERING, BACK);
        var body = (String) mails.getReceivedMessages()[0].getContent();
        assertThat(body)
                .contains("unreachable (HTTP 500)", FALLBACK + " answers instead")
                .contains("http://127.0.0.1:")
                .doesNotContain("question", "local");
    }

    @Test
    void theQuotaWarnsOnceAndIsSpentOnce() throws Exception {
        try (var server = serve("API_QUOTA_DAILY_LIMIT", "10")) {
            // One after another: where all places go at once, the warning may come too late to be
            // said.
            for (int i = 0; i < 8; i++) {
                server.ask("question " + i);
            }
            askAtOnce(server, 30);
        }
        assertThat(subjects())
                .containsExactly(
                        "[Understudy] The quota nears its end: 8/10 requests used",
                        "[Understudy] The quota is spent: 10/10 requests used");
    }

    @Test
    void aLedgerThatCannotCountAndCountsAgain() throws Exception {
        try (var server = serve()) {
            server.ask("before");
            Files.move(home.resolve("ledger.db"), home.resolve("away"));
            assertThat(outcome(server.ask("without"))).isEqualTo("answered_by_fallback");
            askAtOnce(server, 10);
            await(1);
            Files.move(home.resolve("away"), home.resolve("ledger.db"));
            await(2);
            assertThat(outcome(server.ask("after"))).isEqualTo("answered");
        }
        assertThat(subjects())
                .containsExactly(
                        "[Understudy] The usage ledger cannot count",
                        "[Understudy] The usage ledger counts again");
    }

    @Test
    void aModelThatOnlyTheOperatorCanMendIsSaidSo() throws Exception {
        upstream.model(PRIMARY, Behaviour.error(401));
        try (var server = serve()) {
            askAtOnce(server, 5);
        }
        assertThat(subjects())
                .containsExactly("[Understudy] " + PRIMARY + " is refused by its server");
    }

    @Test
    void queriesThatFailAreSaidOnceAndSoIsTheEndOfIt() throws Exception {
        upstream.model(PRIMARY, Behaviour.error(500)).model(FALLBACK, Behaviour.error(500));
        try (var server = serve("FALLBACK_COOLDOWN_SECONDS", "0.5")) {
            for (int i = 0; i < 4; i++) {
                assertThat(outcome(server.ask("question " + i))).isNotEqualTo("answered");
            }
            upstream.model(PRIMARY, Behaviour.text("cloud"));
            do {
                server.awaitCoolDown();
            } while (!outcome(server.ask("well?")).equals("answered"));
        }
        assertThat(subjects())
                .containsSubsequence(
                        "[Understudy] Queries are not answered",
                        "[Understudy] Queries are answered again")
                .contains(NOT_ANSWERING, BACK)
                .doesNotHaveDuplicates();
    }

    @Test
    void aMailServerThatSaysNothingHoldsUpNoQuery() throws Exception {
        upstream.model(PRIMARY, Behaviour.error(500));
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var server = serve(silent.getLocalPort())) {
            server.ask("opens the breaker");
            try (var connection = silent.accept()) {
                for (int i = 0; i < 20; i++) {
                    assertThat(outcome(server.ask("question " + i)))
                            .isEqualTo("answered_by_fallback");
                }
                assertThat(connection.getInputStream().available())
                        .as("the mailer waits to be greeted")
                        .isZero();
            }
        }
    }

    @Test
    void withoutAMailServerTheStatusTellsAlerts() throws Exception {
        upstream.model(PRIMARY, Behaviour.error(500));
        try (var server =
                RunningServer.start(home, upstream, "AGENT_ESCALATION_EMAIL", "ops@example.com")) {
            server.ask("question");

            assertThat(server.get("/api/v1/status").path("alerts").size()).isEqualTo(1);
        }
        assertThat(subjects()).isEmpty();
    }
}
