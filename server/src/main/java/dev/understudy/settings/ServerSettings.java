package dev.understudy.settings;

import static dev.understudy.settings.Group.SERVER;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where the server lives and listens, and how much it lets in. */
public final class ServerSettings {
    public static final Setting<Path> UNDERSTUDY_HOME =
            Setting.of(
                    "UNDERSTUDY_HOME",
                    SERVER,
                    ValueType.path()
                            .described("a path; a relative one starts where the command runs"),
                    "~/.understudy",
                    "The folder of the ledger, the logs and generated secrets; in the user's own"
                            + " folder, so that it needs no rights.");

    public static final Setting<String> MCP_SERVER_HOST =
            Setting.of(
                    "MCP_SERVER_HOST",
                    SERVER,
                    ValueType.text("a host name or an IP address", "[A-Za-z0-9._:%\\[\\]-]{1,255}"),
                    "127.0.0.1",
                    "The address the HTTP server listens on; this machine only, since any other"
                            + " address requires credentials.");

    public static final Setting<Integer> MCP_SERVER_PORT =
            Setting.of(
                    "MCP_SERVER_PORT",
                    SERVER,
                    ValueType.wholeNumber(0, 65535),
                    "8000",
                    "The port of the HTTP server, the original's; 0 takes any free one.");

    public static final Setting<String> MCP_API_PREFIX =
            Setting.of(
                    "MCP_API_PREFIX",
                    SERVER,
                    ValueType.text(
                            "a path that begins with a slash and ends without one",
                            "(/[A-Za-z0-9._~-]+){1,10}"),
                    "/mcp",
                    "The path under which tools are served to AI clients, the original's.");

    public static final Setting<Integer> MAX_CONCURRENT_QUERIES =
            Setting.of(
                    "MAX_CONCURRENT_QUERIES",
                    SERVER,
                    ValueType.wholeNumber(1, 100_000),
                    "256",
                    "How many queries run at once before further ones are refused with 503; far more"
                            + " than one upstream serves, and little memory.");

    public static final Setting<Integer> MAX_CONCURRENT_QUERIES_PER_USER =
            Setting.of(
                    "MAX_CONCURRENT_QUERIES_PER_USER",
                    SERVER,
                    ValueType.wholeNumber(0, 100_000),
                    "0",
                    "How many queries one user may run at once; 0 is no limit, since a front end may"
                            + " not say who its users are.");

    public static final Setting<Integer> MAX_BODY_BYTES =
            Setting.of(
                    "MAX_BODY_BYTES",
                    SERVER,
                    ValueType.wholeNumber(1024, 1_073_741_824),
                    "20971520",
                    "The largest request that is read; 20 MiB hold a long conversation with a few"
                            + " images.");

    public static final Setting<Integer> MAX_CONNECTIONS =
            Setting.of(
                    "MAX_CONNECTIONS",
                    SERVER,
                    ValueType.wholeNumber(1, 1_000_000),
                    "4096",
                    "How many connections are held; beyond it those that wait longest are closed, and"
                            + " the process's limit of open files may hold it lower.");

    public static final Setting<Integer> MAX_CONNECTIONS_PER_ADDRESS =
            Setting.of(
                    "MAX_CONNECTIONS_PER_ADDRESS",
                    SERVER,
                    ValueType.wholeNumber(0, 1_000_000),
                    "0",
                    "How many connections one address may hold; 0 is no limit, since behind a proxy"
                            + " all come from its address.");

    public static final Setting<Duration> HEARTBEAT_SECONDS =
            Setting.of(
                    "HEARTBEAT_SECONDS",
                    SERVER,
                    ValueType.seconds("0.01", "300"),
                    "10",
                    "How long a stream may be silent before a comment is sent; proxies commonly cut"
                            + " a silent connection after 30 to 60 seconds.");

    public static final Setting<Optional<Path>> TLS_CERT_FILE =
            Setting.of(
                            "TLS_CERT_FILE",
                            SERVER,
                            ValueType.path().optional(),
                            "",
                            "The certificate and its chain (PEM) for HTTPS; read at the start, so a"
                                    + " new one wants a restart.")
                    .whenUnset("plain HTTP");

    public static final Setting<Optional<Path>> TLS_KEY_FILE =
            Setting.of(
                            "TLS_KEY_FILE",
                            SERVER,
                            ValueType.path().optional(),
                            "",
                            "The private key that belongs to the certificate (PEM, PKCS #8, not"
                                    + " encrypted).")
                    .whenUnset("plain HTTP");

    public static final Setting<List<String>> CORS_ORIGINS =
            Setting.of(
                            "CORS_ORIGINS",
                            SERVER,
                            ValueType.listOf(
                                    "https://host[:port], by commas; no final /, no *", origin()),
                            "",
                            "The origins whose pages may call the server from a browser; none, since"
                                    + " a chat front end calls from its own server.")
                    .whenUnset("none");

    public static final Setting<LogLevel> LOG_LEVEL =
            Setting.of(
                    "LOG_LEVEL",
                    SERVER,
                    LogLevel.type(),
                    "INFO",
                    "How much is logged; INFO names each query once.");

    static final List<Setting<?>> ALL =
            List.of(
                    UNDERSTUDY_HOME,
                    MCP_SERVER_HOST,
                    MCP_SERVER_PORT,
                    MCP_API_PREFIX,
                    MAX_CONCURRENT_QUERIES,
                    MAX_CONCURRENT_QUERIES_PER_USER,
                    MAX_BODY_BYTES,
                    MAX_CONNECTIONS,
                    MAX_CONNECTIONS_PER_ADDRESS,
                    HEARTBEAT_SECONDS,
                    TLS_CERT_FILE,
                    TLS_KEY_FILE,
                    CORS_ORIGINS,
                    LOG_LEVEL);

    private ServerSettings() {}

    /** Scheme, host and port as a browser sends them; no {@code *}: origins are named. */
    static ValueType<String> origin() {
        return ValueType.text(
                "https://host[:port], without a final / and no *",
                "https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");
    }
}
