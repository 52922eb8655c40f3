package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StatusTextTest {
    private static final URI BASE = URI.create("http://127.0.0.1:8000");

    @Test
    void aModelThatFailsIsShownWithTheReasonAndTheAlertsWithTheirTime() {
        var text =
                text(
                        """
                        {"models": [
                          {"id": "cloud", "metered": true, "health": "open", "retry_in_seconds": 26.0,
                           "last_failure": "access denied (HTTP 401)"},
                          {"id": "local", "health": "closed", "last_failure": null},
                          {"id": "resting", "health": "taken-out", "last_failure": "overloaded"}],
                         "alerts": [{"kind": "model_needs_operator", "title": "cloud is refused by its server",
                                     "since": "2026-11-24T12:38:57.001220Z"}]}
                        """);
        assertThat(text)
                .contains("failing: access denied (HTTP 401), asked again in 26 s")
                .contains("Alerts, the newest first:\n")
                .containsPattern("  2026-11-2\\d \\d\\d:\\d\\d  cloud is refused by its server\n")
                .doesNotContain("overloaded", "before these");
    }

    @Test
    void ofManyAlertsTheNewestAreShownAndTheOthersCounted() {
        var alerts =
                IntStream.rangeClosed(1, 8)
                        .mapToObj("{\"title\": \"alert %d\", \"since\": \"\"}"::formatted)
                        .collect(Collectors.joining(", "));
        assertThat(text("{\"alerts\": [%s]}".formatted(alerts)))
                .contains("alert 1\n", "alert 5\n", "and 3 before these (--json shows them)")
                .doesNotContain("alert 6");
    }

    @Test
    void nothingIsSaidOfAlertsWhereThereAreNone() {
        assertThat(text("{\"alerts\": []}")).doesNotContain("Alerts");
    }

    private static String text(String status) {
        return StatusText.of(BASE, new JsonMapper().readTree(status));
    }
}
