package dev.understudy.cli;

import dev.understudy.settings.Settings;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that ask a running server. */
final class ServerOptions {
    @Option(names = "--json", description = "One JSON object on standard output.")
    boolean json;

    @Option(
            names = "--url",
            paramLabel = "URL",
            converter = ServerUrl.class,
            description = "The server; default: the configured host and port on this machine.")
    @Nullable URI url;

    @Mixin ServerTrust trust = new ServerTrust();

    /** Where the server is that is to be asked. */
    URI address(Settings loaded) {
        return url == null ? ServerClient.configured(loaded) : url;
    }

    ServerClient client(Settings loaded) {
        return trust.client(address(loaded), loaded);
    }
}
