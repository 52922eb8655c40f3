package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.mail.MailServers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertCommandTest {
    @TempDir Path home;

    private Ran run(Map<String, String> environment) throws Exception {
        return Ran.with(home, environment, "", "alert", "--test");
    }

    @Test
    void aTestMailArrives() throws Exception {
        var mails = MailServers.start();
        try {
            var ran =
                    run(
                            Map.of(
                                    "AGENT_ESCALATION_EMAIL",
                                    "ops@example.com",
                                    "SMTP_HOST",
                                    "127.0.0.1",
                                    "SMTP_SECURITY",
                                    "none",
                                    "SMTP_PORT",
                                    String.valueOf(mails.getSmtp().getPort())));

            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.out()).isEqualToIgnoringNewLines("sent to ops@example.com");
            assertThat(mails.getReceivedMessages()).hasSize(1);
            assertThat(mails.getReceivedMessages()[0].getSubject()).isEqualTo("[Understudy] Test");
        } finally {
            mails.stop();
        }
    }

    @Test
    void aMailServerThatIsAwayIsSaidInOneLine() throws Exception {
        var ran =
                run(
                        Map.of(
                                "AGENT_ESCALATION_EMAIL",
                                "ops@example.com",
                                "SMTP_HOST",
                                "127.0.0.1",
                                "SMTP_PORT",
                                "1",
                                "SMTP_USER",
                                "ops",
                                "SMTP_PASSWORD",
                                "s3cret-canary"));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err())
                .isEqualToIgnoringNewLines(
                        "understudy: the mail server 127.0.0.1:1 cannot be used: no connection");
    }

    @Test
    void withoutRecipientOrMailServerItSaysWhatToSet() throws Exception {
        var ran = run(Map.of());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("AGENT_ESCALATION_EMAIL", "SMTP_HOST");
    }

    @Test
    void halfALoginIsAWrongConfiguration() throws Exception {
        var ran =
                run(
                        Map.of(
                                "AGENT_ESCALATION_EMAIL",
                                "ops@example.com",
                                "SMTP_HOST",
                                "127.0.0.1",
                                "SMTP_USER",
                                "ops"));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("SMTP_PASSWORD");
    }
}
