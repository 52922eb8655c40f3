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
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The options of commands that ask a running server, and the asking. */
final class ServerOptions {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Option(names = "--json", description = "One JSON object on standard output.")
    boolean json;

    @Option(
            names = "--url",
            paramLabel = "URL",
            converter = ServerUrl.class,
            description = "The server; default: the configured host and port on this machine.")
    @Nullable URI url;

    /** Where the server is that is to be asked. */
    URI address(Settings loaded) {
        return url == null ? configured(loaded) : url;
    }

    private static URI configured(Settings loaded) {
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

    /** Asks a running server; what it answers other than 200 is a failure that says why. */
    static JsonNode ask(URI base, String path, Settings loaded) throws InterruptedException {
        return send(base, HttpRequest.newBuilder(base.resolve(path)), loaded);
    }

    /** Tells a running server something; the same otherwise. */
    static JsonNode post(URI base, String path, JsonNode body, Settings loaded)
            throws InterruptedException {
        var request =
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        return send(base, request, loaded);
    }

    private static JsonNode send(URI base, HttpRequest.Builder request, Settings loaded)
            throws InterruptedException {
        request.timeout(PATIENCE);
        try (var client = client(base, loaded)) {
            var response = firstTaken(client, request, OperatorCredentials.of(loaded));
            var body = new JsonMapper().readTree(response.body());
            if (response.statusCode() != 200) {
                throw new CommandFailure(
                        "the server at %s answers HTTP %d: %s"
                                .formatted(
                                        base,
                                        response.statusCode(),
                                        body.path("error").path("message").asString("")));
            }
            return body;
        } catch (ConnectException | HttpConnectTimeoutException _) {
            throw new CommandFailure(
                    "no server answers at %s; start one with: understudy serve".formatted(base));
        } catch (IOException e) {
            throw new CommandFailure("the server at %s did not answer: %s".formatted(base, e));
        } catch (JacksonException _) {
            throw new CommandFailure("what answers at %s is no Understudy".formatted(base));
        }
    }

    private static HttpClient client(URI base, Settings loaded) {
        var client = HttpClient.newBuilder().connectTimeout(PATIENCE);
        // By another address, it may be another server, with a certificate that Java believes.
        if (base.equals(configured(loaded))) {
            loaded.get(ServerSettings.TLS_CERT_FILE)
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
