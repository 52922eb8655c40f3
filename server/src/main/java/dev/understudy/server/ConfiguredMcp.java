package dev.understudy.server;

import dev.understudy.mcp.McpServer;
import dev.understudy.mcp.http.McpEndpoint;
import dev.understudy.mcp.tool.AskTool;
import dev.understudy.mcp.tool.DescribeTableTool;
import dev.understudy.mcp.tool.ListTablesTool;
import dev.understudy.mcp.tool.RunQueryTool;
import dev.understudy.mcp.tool.UsageTool;
import dev.understudy.settings.ServerSettings;
import dev.understudy.settings.Settings;
import dev.understudy.time.SystemTime;
import dev.understudy.web.http.BodyRoom;
import dev.understudy.web.http.Origins;
import dev.understudy.web.http.RequestBodies;
import java.util.List;

/** What AI clients are served, made of the parts. */
public final class ConfiguredMcp {
    /** Paths that something else answers, or will. */
    private static final List<String> TAKEN =
            List.of(
                    "/api/v1",
                    "/v1",
                    "/auth",
                    "/charts",
                    "/healthz",
                    "/readyz",
                    "/metrics",
                    "/openapi.json");

    private ConfiguredMcp() {}

    /** The tools, for whatever transport. */
    public static McpServer server(Parts parts) {
        var sources = parts.sources();
        var ask = new AskTool(parts.vertx(), parts.gateway()::start, parts.config()::request);
        return new McpServer(
                Version.number(),
                List.of(
                        ask,
                        new ListTablesTool(sources),
                        new DescribeTableTool(sources),
                        new RunQueryTool(sources, Agents.resultLimits(parts.config())),
                        new UsageTool(parts.ledger())));
    }

    /**
     * The same over HTTP.
     *
     * @param room for bodies, shared with the API
     */
    static McpEndpoint endpoint(Parts parts, BodyRoom room) {
        var settings = parts.config().settings();
        return new McpEndpoint(
                parts.vertx(),
                new RequestBodies(parts.vertx(), room),
                settings.get(ServerSettings.MCP_API_PREFIX),
                server(parts),
                Origins.of(settings.get(ServerSettings.CORS_ORIGINS)),
                settings.get(ServerSettings.HEARTBEAT_SECONDS),
                SystemTime.ticker());
    }

    /**
     * @throws ConfigException where the API would answer in its place
     */
    static void refuseTakenPath(Settings settings) {
        var path = settings.get(ServerSettings.MCP_API_PREFIX);
        for (var taken : TAKEN) {
            if (path.equals(taken) || path.startsWith(taken + "/")) {
                throw new ConfigException(
                        "MCP_API_PREFIX is %s, and %s is the server's own: take another, such as /mcp"
                                .formatted(path, taken));
            }
        }
    }
}
