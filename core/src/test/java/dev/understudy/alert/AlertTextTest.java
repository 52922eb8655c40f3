package dev.understudy.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.failure.CallFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AlertTextTest {
    private final AlertStory story = new AlertStory();

    private AlertText last() {
        return story.told.getLast().text();
    }

    @Test
    void anOutageSaysWhyWhoAnswersAndWhenItIsTriedAgain() {
        story.play("out");

        assertThat(last().title()).isEqualTo("gpt-oss:120b-cloud is not answering");
        assertThat(last().why()).isEqualTo("unreachable (HTTP 502)");
        assertThat(last().now())
                .isEqualTo(
                        "llama3.2:3b answers instead. The model is tried again by itself, for the first time in 30 s.");
    }

    @Test
    void withoutAnotherModelItSaysThatQueriesFail() {
        story.play("out local-out");

        assertThat(last().title()).isEqualTo("llama3.2:3b is not answering");
        assertThat(last().now()).startsWith("No other model of the chain is well");
    }

    @Test
    void aModelThatWasTakenOutAnswersNothingInstead() {
        story.play("take-out out");

        assertThat(last().now()).startsWith("No other model of the chain is well");
    }

    @Test
    void whatOnlyTheOperatorCanMendSaysWhatToDo() {
        story.play("denied");
        assertThat(last().title()).isEqualTo("gpt-oss:120b-cloud is refused by its server");
        assertThat(last().why()).isEqualTo("access denied (HTTP 401)");
        assertThat(last().advice()).contains("key");

        story.play("well missing");
        assertThat(story.told).hasSize(2);
        story.play("+:10");
        assertThat(last().title()).isEqualTo("gpt-oss:120b-cloud is not on its server");
        assertThat(last().advice()).contains("pull");
    }

    @Test
    void theQuotaIsNamedWithItsFigures() {
        story.play("used:8");
        assertThat(last().title()).isEqualTo("The quota nears its end: 8/10 requests used");
        assertThat(last().now()).endsWith("Requests left until 00:00 (Z): 2");

        story.play("refused");
        assertThat(last().title()).isEqualTo("The quota is spent: 10/10 requests used");
        assertThat(last().advice()).contains("API_QUOTA_ON_EXCEEDED=fallback");
    }

    @Test
    void namesCannotAddALine() {
        var text =
                AlertText.of(
                        new Alert.ModelOut(
                                "model\r\nBcc: all@example.com\u2028\u0085\u202egpj",
                                new CallFailure.Unreachable("HTTP 502\nX: y"),
                                Duration.ofSeconds(30),
                                "other\n"));

        assertThat(text.title()).isEqualTo("model Bcc: all@example.com gpj is not answering");
        assertThat(text.why()).isEqualTo("unreachable (HTTP 502 X: y)");
        assertThat(text.now()).doesNotContain("\n");
    }

    @Test
    void aLongReasonIsCut() {
        var text = AlertText.of(new Alert.LedgerUnusable("x".repeat(10_000)));

        assertThat(text.why()).hasSize(500).endsWith("…");
    }
}
