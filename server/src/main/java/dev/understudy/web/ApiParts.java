package dev.understudy.web;

import dev.understudy.auth.apikey.ApiKeys;
import dev.understudy.time.Ticker;
import dev.understudy.usage.UsageLedger;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the API is built from.
 *
 * @param status how the service is; asked on event loops, so it must not block
 * @param operation what the operator does to models
 * @param queryIds a new, unique id each time; letters, digits and dashes
 * @param endpoints what is served beside the API; the API's own paths come first
 */
public record ApiParts(
        Queries queries,
        UsageLedger ledger,
        Supplier<ServiceStatus> status,
        ModelOperation operation,
        ApiKeys keys,
        Supplier<String> queryIds,
        InstantSource instants,
        Ticker ticker,
        List<Endpoint> endpoints) {}
