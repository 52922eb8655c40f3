package dev.understudy.server;

import dev.understudy.settings.Secret;
import dev.understudy.settings.UpstreamKind;
import java.net.URI;
import java.util.Optional;

/**
 * A server that serves models.
 *
 * @param name what model profiles call it
 * @param kind the protocol it speaks
 * @param key what it asks for, if anything
 */
public record UpstreamConfig(String name, UpstreamKind kind, URI url, Optional<Secret> key) {}
