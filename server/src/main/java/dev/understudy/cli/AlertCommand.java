package dev.understudy.cli;

import dev.understudy.mail.MailRoute;
import dev.understudy.mail.Mailer;
import dev.understudy.mail.SendOutcome;
import dev.understudy.server.ConfiguredMail;
import dev.understudy.server.LogLines;
import dev.understudy.settings.LogLevel;
import dev.understudy.settings.ServerSettings;
import dev.understudy.time.SystemTime;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends a test mail to the operator, by the way that alerts go. */
@Command(
        name = "alert",
        mixinStandardHelpOptions = true,
        description = {
            "Send a test mail to those who get alerts (AGENT_ESCALATION_EMAIL).",
            "Exit code 1 where the mail server does not take it."
        })
final class AlertCommand implements Callable<Integer> {
    @Mixin SettingOptions settings = new SettingOptions();

    @Option(names = "--test", required = true, description = "Send it now.")
    boolean test;

    @Override
    public Integer call() {
        LogLines.start(LogLevel.WARNING);
        var loaded = settings.load();
        var route =
                ConfiguredMail.of(loaded)
                        .orElseThrow(() ->
                                new CommandFailure(
                                        "no alert is mailed: set AGENT_ESCALATION_EMAIL and SMTP_HOST"));
        var service = ConfiguredMail.service(loaded, loaded.get(ServerSettings.MCP_SERVER_PORT));
        var outcome = Mailer.sendTest(route, service, SystemTime.instants());
        switch (outcome) {
            case SendOutcome.Sent() -> System.out.println("sent to " + recipients(route));
            case SendOutcome.Failed(var reason, _) ->
                    throw new CommandFailure(
                            "the mail server %s:%d %s"
                                    .formatted(route.host(), route.port(), reason));
        }
        return ExitCode.DONE;
    }

    private static String recipients(MailRoute route) {
        return String.join(", ", route.to());
    }
}
