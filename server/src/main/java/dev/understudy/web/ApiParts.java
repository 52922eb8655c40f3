package dev.understudy.web;

import dev.understudy.auth.apikey.ApiKeys;
import dev.understudy.time.Ticker;
import dev.understudy.usage.UsageLedger;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the API is built from.
 *
 * @param status how the service is; asked on event loops, so it must not block
 * @param queryIds a new, unique id each time; letters, digits and dashes
 */
public record ApiParts(
        Queries queries,
        UsageLedger ledger,
        Supplier<ServiceStatus> status,
        ApiKeys keys,
        Supplier<String> queryIds,
        InstantSource instants,
        Ticker ticker) {}
