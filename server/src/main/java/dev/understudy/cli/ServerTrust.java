package dev.understudy.cli;

import dev.understudy.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how far the server at an address is believed. */
final class ServerTrust {
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

    ServerClient client(URI address, Settings loaded) {
        return new ServerClient(address, loaded, trust, authorities);
    }
}
