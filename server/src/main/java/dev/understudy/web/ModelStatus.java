package dev.understudy.web;

import dev.understudy.health.HealthStatus;

/**
 * How one model of the chain is.
 *
 * @param metered whether its attempts count against the quota
 */
public record ModelStatus(String id, boolean metered, HealthStatus health) {}
