package dev.understudy.server;

import dev.understudy.settings.UpstreamKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which protocol the primary is asked in, and which one the fallback. */
enum Wires {
    /** By the plain settings, without a list of models. */
    OLLAMA(UpstreamKind.OLLAMA, UpstreamKind.OLLAMA),
    OPENAI(UpstreamKind.OPENAI, UpstreamKind.OPENAI),
    OPENAI_THEN_OLLAMA(UpstreamKind.OPENAI, UpstreamKind.OLLAMA),
    OLLAMA_THEN_OPENAI(UpstreamKind.OLLAMA, UpstreamKind.OPENAI);

    private final UpstreamKind primary;
    private final UpstreamKind fallback;

    Wires(UpstreamKind primary, UpstreamKind fallback) {
        this.primary = primary;
        this.fallback = fallback;
    }

    /** Where the primary is asked. */
    String primaryPath() {
        return path(primary);
    }

    String fallbackPath() {
        return path(fallback);
    }

    private static String path(UpstreamKind kind) {
        return switch (kind) {
            case OLLAMA -> "/api/chat";
            case OPENAI -> "/v1/chat/completions";
        };
    }

    /** Has both models served by one simulator, which speaks both protocols. */
    void configure(Path home, String upstream) {
        if (this == OLLAMA) {
            return;
        }
        var models =
                """
                models:
                  - id: %s
                    upstream: %s
                    url: %s
                    metered: true
                  - id: %s
                    upstream: %s
                    url: %s
                    metered: false
                """
                        .formatted(
                                RunningServer.PRIMARY,
                                primary,
                                upstream,
                                RunningServer.FALLBACK,
                                fallback,
                                upstream);
        try {
            Files.writeString(home.resolve("understudy.yaml"), models);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
