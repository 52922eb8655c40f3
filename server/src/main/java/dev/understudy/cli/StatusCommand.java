package dev.understudy.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Asks a running server how it is. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Ask the running server how it and its models are.",
            "Exit code 1 where none answers."
        })
final class StatusCommand implements Callable<Integer> {
    @Mixin SettingOptions settings = new SettingOptions();

    @Mixin ServerOptions server = new ServerOptions();

    @Override
    public Integer call() throws InterruptedException {
        var loaded = settings.load();
        var base = server.address(loaded);
        var status = server.client(loaded).get("/api/v1/status");
        System.out.print(
                server.json ? status.toPrettyString() + "\n" : StatusText.of(base, status));
        return ExitCode.DONE;
    }
}
