package dev.understudy.gateway;

/**
 * What is done beside queries.
 *
 * @param probes whether models that are failing are tried in the background
 * @param promptsToMetered whether such a try may send a prompt to a metered model, which takes a
 *     place in the quota
 * @param warmsFallback whether a local model is loaded when the primary begins to fail
 */
public record BackgroundOptions(boolean probes, boolean promptsToMetered, boolean warmsFallback) {}
