package dev.understudy.cli;

import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin ServerOptions server = new ServerOptions();

    @Parameters(
            paramLabel = "ID",
            converter = QueryId.class,
            description =
                    "The query's id: the header x-request-id, query_id of ask --json, or an answer's id.")
    UUID id = new UUID(0, 0);

    @Override
    public Integer call() throws InterruptedException {
        var loaded = settings.load();
        var query = server.client(loaded).get("/api/v1/queries/" + id);
        if (server.json) {
            System.out.println(query.toPrettyString());
        } else {
            new Timeline(Terminal.ofProcess()).print(query);
        }
        return ExitCode.DONE;
    }
}
