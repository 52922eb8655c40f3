package dev.understudy.web;

import dev.understudy.auth.Role;
import dev.understudy.usage.Retention;
import dev.understudy.web.idempotency.IdempotencyKey;
import dev.understudy.web.openai.ErrorObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error as a client gets it.
 *
 * @param retryAfter when it is worth trying again; null for unknown or never
 * @param neverRetry whether to tell SDKs not to send the request again by themselves: we have tried
 *     already, or waiting seconds heals nothing
 */
public record HttpProblem(
        int status, ErrorObject error, @Nullable Duration retryAfter, boolean neverRetry) {

    /**
     * Of a model that does not exist: what a client made up is told back, but not at any length.
     */
    private static final int LONGEST_NAME = 100;

    public static HttpProblem clientError(int status, String code, String message) {
        return new HttpProblem(
                status, ErrorObject.invalidRequest(message, null, code), null, false);
    }

    static HttpProblem badRequest(ErrorObject error) {
        return new HttpProblem(400, error, null, false);
    }

    static HttpProblem bodyTooLarge(int maxBytes) {
        return clientError(
                413,
                "body_too_large",
                "The request is larger than the %d bytes that this server takes. Send less text or smaller images."
                        .formatted(maxBytes));
    }

    static HttpProblem bodyTooSlow() {
        return clientError(
                408, "body_too_slow", "The request's body did not arrive in time. Send it again.");
    }

    static HttpProblem bodyBroken() {
        return clientError(
                400, "malformed_http", "The request's body is not valid HTTP. Send it again.");
    }

    static HttpProblem unknownPath() {
        return clientError(
                404,
                "unknown_path",
                "There is nothing at this address. The chat API is at /api/v1 (or /v1); use that as the base URL. It offers chat completions and models; responses, embeddings and the old completions are not there.");
    }

    public static HttpProblem wrongMethod() {
        return clientError(
                405,
                "method_not_allowed",
                "This address does not take this method; the header Allow says which ones it takes.");
    }

    static HttpProblem unauthorised(String message) {
        return new HttpProblem(
                401,
                new ErrorObject(message, "authentication_error", null, "invalid_api_key"),
                null,
                true);
    }

    static HttpProblem forbidden(Role role) {
        return new HttpProblem(
                403,
                new ErrorObject(
                        "This is for the role admin, and you have the role %s. Use a key or a log-in of an admin, or ask your administrator."
                                .formatted(role.wireName()),
                        "permission_error",
                        null,
                        "insufficient_permissions"),
                null,
                true);
    }

    static HttpProblem foreignOrigin() {
        return clientError(
                403,
                "origin_not_allowed",
                "Pages of this site may not use this server. Its operator can name the site in CORS_ORIGINS.");
    }

    static HttpProblem modelNotFound(String model, List<String> known) {
        var shown = model.length() <= LONGEST_NAME ? model : model.substring(0, LONGEST_NAME) + "…";
        return new HttpProblem(
                404,
                ErrorObject.invalidRequest(
                        "There is no model \"%s\" here. Ask for one of: %s."
                                .formatted(shown, String.join(", ", known)),
                        "model",
                        "model_not_found"),
                null,
                false);
    }

    static HttpProblem malformedKey(String header, String reason) {
        return badRequest(ErrorObject.invalidRequest(reason, header, "invalid_request"));
    }

    static HttpProblem keyReused() {
        return new HttpProblem(
                409,
                ErrorObject.invalidRequest(
                        "This Idempotency-Key came with another request body a short time ago. Send each new question with a new key, and a retry with the same body.",
                        IdempotencyKey.HEADER,
                        "idempotency_key_reused"),
                null,
                true);
    }

    static HttpProblem keyCrowded() {
        return new HttpProblem(
                503,
                new ErrorObject(
                        "Too many requests with this Idempotency-Key wait for the same answer. Wait for it, or send another question with a new key.",
                        "server_error",
                        null,
                        "too_busy"),
                Duration.ofSeconds(1),
                false);
    }

    /** Try again in a second. */
    public static HttpProblem tooBusy(String message) {
        return new HttpProblem(
                503,
                new ErrorObject(message, "server_error", null, "too_busy"),
                Duration.ofSeconds(1),
                false);
    }

    static HttpProblem badParameter(String name, String reason) {
        return badRequest(ErrorObject.invalidRequest(reason, name, "invalid_request"));
    }

    static HttpProblem noSuchLimit(String limit) {
        return clientError(
                404,
                "limit_not_found",
                "No limit is configured for: %s. Only a limit that is configured can be changed for today, and a key's only while there is such a key; GET /api/v1/quota shows those that are in use."
                        .formatted(limit));
    }

    static HttpProblem limitTooLarge(long before, long most) {
        return badParameter(
                "grant",
                "With this grant the limit would be larger than %d; it is %d and stays so."
                        .formatted(most, before));
    }

    static HttpProblem noQueryId() {
        return clientError(
                404,
                "query_not_found",
                "This is no id of a query. Ids are UUIDs: take the one in the header x-request-id of the answer, or in understudy.query_id.");
    }

    static HttpProblem queryNotFound(Optional<Retention> retention) {
        return clientError(
                404,
                "query_not_found",
                "The ledger knows no query of this id that you may see. One that was refused because the server was busy is not written down"
                        + retention.map(HttpProblem::keptFor).orElse("."));
    }

    private static String keptFor(Retention retention) {
        return ", and details are kept for %d days.".formatted(retention.detailDays());
    }

    static HttpProblem queryRunning() {
        return clientError(
                404,
                "query_running",
                "This query is still running. Its trail is written when it ends; ask again then.");
    }

    static HttpProblem ledgerUnreadable() {
        return new HttpProblem(
                503,
                new ErrorObject(
                        "The usage ledger cannot be read at the moment. The operator finds the reason in the log.",
                        "server_error",
                        null,
                        "ledger_unavailable"),
                null,
                true);
    }

    static HttpProblem internal() {
        return new HttpProblem(
                500,
                new ErrorObject(
                        "The server made a mistake. The operator finds the reason in the log.",
                        "server_error",
                        null,
                        "internal_error"),
                null,
                true);
    }
}
