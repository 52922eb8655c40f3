package dev.understudy.cli;

import dev.understudy.settings.ServerSettings;
import dev.understudy.settings.Settings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a running server for its operator. The operator's credentials are shown to the configured
 * server and to this machine; to any other address only where the operator says so, since whoever
 * listens there would have them.
 */
final class ServerClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern THIS_MACHINE =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    private final URI base;
    private final Settings settings;
    private final boolean trusted;
    private final @Nullable Path authorities;

    /**
     * @param trusted whether the operator's credentials may be shown wherever {@code base} is
     * @param authorities whose certificates are believed (PEM); null for those that Java knows
     */
    ServerClient(URI base, Settings settings, boolean trusted, @Nullable Path authorities) {
        this.base = base;
        this.settings = settings;
        this.trusted = trusted || isOurs(base, settings);
        this.authorities = authorities;
    }

    private static boolean isOurs(URI base, Settings settings) {
        return base.equals(configured(settings)) || isThisMachine(base);
    }

    private static boolean isThisMachine(URI base) {
        return THIS_MACHINE.matcher(base.getHost()).matches();
    }

    /** Whether this can be no other server than the configured one, by whatever name. */
    private boolean isConfigured() {
        var configured = configured(settings);
        return base.equals(configured)
                || (isThisMachine(base)
                        && isThisMachine(configured)
                        && base.getPort() == configured.getPort());
    }

    /** Where a server of these settings is reached from this machine. */
    static URI configured(Settings loaded) {
        var host = loaded.get(ServerSettings.MCP_SERVER_HOST);
        var reachable = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return URI.create(
                "%s://%s:%d"
                        .formatted(
                                loaded.get(ServerSettings.TLS_CERT_FILE).isPresent()
                                        ? "https"
                                        : "http",
                                reachable.contains(":") ? "[" + reachable + "]" : reachable,
                                loaded.get(ServerSettings.MCP_SERVER_PORT)));
    }

    /** What it says; an answer other than 200 is a failure that says why. */
    JsonNode get(String path) throws InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)));
    }

    /** Tells it something; the same otherwise. */
    JsonNode post(String path, JsonNode body) throws InterruptedException {
        return send(
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
        request.timeout(PATIENCE);
        var credentials = trusted ? OperatorCredentials.of(settings) : List.of("");
        try (var client = client()) {
            var response = firstTaken(client, request, credentials);
            var body = new JsonMapper().readTree(response.body());
            if (response.statusCode() != 200) {
                throw new CommandFailure(
                        "the server at %s answers HTTP %d: %s%s"
                                .formatted(
                                        base,
                                        response.statusCode(),
                                        body.path("error").path("message").asString(""),
                                        advice(response.statusCode())));
            }
            return body;
        } catch (ConnectException | HttpConnectTimeoutException _) {
            throw new CommandFailure(
                    "no server answers at %s; start one with: understudy serve".formatted(base));
        } catch (IOException e) {
            throw new CommandFailure(ServerTrouble.of(base, e));
        } catch (JacksonException _) {
            throw new CommandFailure("what answers at %s is no Understudy".formatted(base));
        }
    }

    /** What an operator can do who is not let in; nothing for other answers. */
    private String advice(int status) {
        if (status != 401 && status != 403) {
            return "";
        }
        return trusted
                ? "\nThis command shows what it finds in its own settings: put the key of an admin into OPENWEBUI_API_KEY (environment or .env), or run it with the server's UNDERSTUDY_HOME (secret.key) or SECRET_KEY, as a user who may read that."
                : "\nThe operator's credentials are shown to the configured server and to this machine only; to show them to %s as well, add --trust."
                        .formatted(base);
    }

    private HttpClient client() {
        var client = HttpClient.newBuilder().connectTimeout(PATIENCE);
        if (authorities != null) {
            client.sslContext(NamedAuthorities.context(authorities));
        } else if (isConfigured()) {
            // By another address, it may be another server, with a certificate that Java believes.
            settings.get(ServerSettings.TLS_CERT_FILE)
                    .ifPresent(file -> client.sslContext(PinnedCertificate.context(file)));
        }
        return client.build();
    }

    /** The answer to the first credential that the server knows; else that to the last one. */
    private static HttpResponse<String> firstTaken(
            HttpClient client, HttpRequest.Builder request, List<String> credentials)
            throws IOException, InterruptedException {
        var response = sendAs(client, request, credentials.getFirst());
        for (var credential : credentials.subList(1, credentials.size())) {
            if (response.statusCode() != 401) {
                break;
            }
            response = sendAs(client, request, credential);
        }
        return response;
    }

    private static HttpResponse<String> sendAs(
            HttpClient client, HttpRequest.Builder request, String credential)
            throws IOException, InterruptedException {
        if (!credential.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + credential);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
