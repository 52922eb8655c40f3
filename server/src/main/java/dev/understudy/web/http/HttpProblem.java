package dev.understudy.web.http;

import dev.understudy.auth.Role;
import java.time.Duration;
import java.util.List;
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

    /** An error of the client that nothing but another request mends. */
    public static HttpProblem clientError(int status, String code, String message) {
        return new HttpProblem(
                status, ErrorObject.invalidRequest(message, null, code), null, false);
    }

    /** A request that cannot be read. */
    public static HttpProblem badRequest(ErrorObject error) {
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

    /** There is nothing at this address. */
    public static HttpProblem unknownPath() {
        return clientError(
                404,
                "unknown_path",
                "There is nothing at this address. The chat API is at /api/v1 (or /v1); use that as the base URL. It offers chat completions and models; responses, embeddings and the old completions are not there.");
    }

    /** This address is for other methods. */
    public static HttpProblem wrongMethod() {
        return clientError(
                405,
                "method_not_allowed",
                "This address does not take this method; the header Allow says which ones it takes.");
    }

    /** Who calls is not known. */
    public static HttpProblem unauthorised(String message) {
        return new HttpProblem(
                401,
                new ErrorObject(message, "authentication_error", null, "invalid_api_key"),
                null,
                true);
    }

    /** Who calls is known, and may not. */
    public static HttpProblem forbidden(Role role) {
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

    /** A page of a site that may not call. */
    public static HttpProblem foreignOrigin() {
        return clientError(
                403,
                "origin_not_allowed",
                "Pages of this site may not use this server. Its operator can name the site in CORS_ORIGINS.");
    }

    /** A name that somebody else may have given this machine. */
    public static HttpProblem foreignHost() {
        return clientError(
                403,
                "host_not_allowed",
                "While no credential is configured, this server answers only to localhost, 127.0.0.1, [::1] and the address in MCP_SERVER_HOST. Use one of these, or have its operator make a key (OPENWEBUI_API_KEY, or \"understudy keys add NAME\").");
    }

    /** What was asked for by name is not there. */
    public static HttpProblem modelNotFound(String model, List<String> known) {
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

    /** Try again in a second. */
    public static HttpProblem tooBusy(String message) {
        return new HttpProblem(
                503,
                new ErrorObject(message, "server_error", null, "too_busy"),
                Duration.ofSeconds(1),
                false);
    }

    /** A parameter of the address, or a field, is wrong. */
    public static HttpProblem badParameter(String name, String reason) {
        return badRequest(ErrorObject.invalidRequest(reason, name, "invalid_request"));
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

    /** A mistake of ours. */
    public static HttpProblem internal() {
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
