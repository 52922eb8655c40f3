package dev.understudy.cli;

import dev.understudy.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--trust",
            description =
                    "Show the operator's credentials to --url although it is another machine's.")
    boolean trust;

    @Option(
            names = "--cacert",
            paramLabel = "FILE",
            description =
                    "Believe the certificates in this file (PEM), for a server with one of its own.")
    @Nullable Path authorities;

    /** Where the server is that is to be asked. */
    URI address(Settings loaded) {
        return url == null ? ServerClient.configured(loaded) : url;
    }

    ServerClient client(Settings loaded) {
        return new ServerClient(address(loaded), loaded, trust, authorities);
    }
}
