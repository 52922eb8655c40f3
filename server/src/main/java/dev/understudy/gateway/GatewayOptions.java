package dev.understudy.gateway;

import dev.understudy.quota.Limits;

/**
 * What operators can switch and bound in the gateway.
 *
 * @param maxAttempts the policy's limit, for the words of notices
 * @param maxConcurrentQueries queries that run at once; one more is refused
 * @param maxConcurrentQueriesPerUser the same for each user; 0 = no bound
 * @param notifyOnFallback tell of fallbacks and returns
 * @param notifyOnQuotaWarning tell when the quota nears its end
 * @param showTokenCount tell what each answer cost
 * @param limits what attempts are counted by, beside the quota's own limit
 */
public record GatewayOptions(
        int maxAttempts,
        int maxConcurrentQueries,
        int maxConcurrentQueriesPerUser,
        boolean notifyOnFallback,
        boolean notifyOnQuotaWarning,
        boolean showTokenCount,
        Limits limits) {}
