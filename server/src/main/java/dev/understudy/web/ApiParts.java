package dev.understudy.web;

import dev.understudy.auth.Authenticator;
import dev.understudy.auth.login.LogIns;
import dev.understudy.quota.KeyLimits;
import dev.understudy.time.Ticker;
import dev.understudy.usage.UsageLedger;
import dev.understudy.web.http.Endpoint;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the API is built from.
 *
 * @param status how the service is; asked on event loops, so it must not block
 * @param operation what the operator does to models
 * @param credentials who may come in, and as whom
 * @param keys what each API key may take by itself; asked on event loops, so it must not block
 * @param logIns where users log in; empty where no directory is configured
 * @param queryIds a new, unique id each time; letters, digits and dashes
 * @param endpoints what is served beside the API; the API's own paths come first
 */
public record ApiParts(
        Queries queries,
        UsageLedger ledger,
        Supplier<ServiceStatus> status,
        ModelOperation operation,
        Authenticator credentials,
        Supplier<KeyLimits> keys,
        Optional<LogIns> logIns,
        Supplier<String> queryIds,
        InstantSource instants,
        Ticker ticker,
        List<Endpoint> endpoints) {}
