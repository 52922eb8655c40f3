package dev.understudy.server;

import dev.understudy.settings.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * A server that serves models.
 *
 * @param name what model profiles call it
 * @param key what it asks for, if anything
 */
public record UpstreamConfig(String name, URI url, Optional<Secret> key) {}
