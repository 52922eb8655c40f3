package dev.understudy.cli;

import java.net.URI;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a running server what was decided on the way of one query. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description = {
            "Ask the running server how one query went: what was decided, when and why.",
            "Exit code 1 where no server answers or it knows no such query."
        })
final class QueryCommand implements Callable<Integer> {
    @Mixin SettingOptions settings = new SettingOptions();

    @Parameters(
            paramLabel = "ID",
            converter = QueryId.class,
            description =
                    "The query's id: the header x-request-id, query_id of ask --json, or an answer's id.")
    UUID id = new UUID(0, 0);

    @Option(names = "--json", description = "One JSON object on standard output.")
    boolean json;

    @Option(
            names = "--url",
            paramLabel = "URL",
            converter = ServerUrl.class,
            description = "The server; default: the configured host and port on this machine.")
    @Nullable URI url;

    @Override
    public Integer call() throws InterruptedException {
        var loaded = settings.load();
        var base = url == null ? StatusCommand.configured(loaded) : url;
        var query = StatusCommand.ask(base, "/api/v1/queries/" + id, loaded);
        if (json) {
            System.out.println(query.toPrettyString());
        } else {
            new Timeline(Terminal.ofProcess()).print(query);
        }
        return ExitCode.DONE;
    }
}
