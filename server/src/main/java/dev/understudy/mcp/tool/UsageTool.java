package dev.understudy.mcp.tool;

import dev.understudy.mcp.ServedTool;
import dev.understudy.mcp.ToolArguments;
import dev.understudy.mcp.ToolDescription;
import dev.understudy.mcp.ToolProblem;
import dev.understudy.mcp.ToolResult;
import dev.understudy.mcp.ToolUse;
import dev.understudy.notice.Spoken;
import dev.understudy.output.UsageJson;
import dev.understudy.usage.UsageLedger;
import dev.understudy.usage.UsageSummary;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code usage}: the ledger's figures. */
public final class UsageTool implements ServedTool {
    private static final Logger LOG = LoggerFactory.getLogger(UsageTool.class);

    /** No client waits longer for figures. */
    private static final int PATIENCE_SECONDS = 30;

    private final ToolDescription description = ToolDescription.of(UsageTool.class, "usage");
    private final UsageLedger ledger;

    public UsageTool(UsageLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public ToolDescription description() {
        return description;
    }

    @Override
    public ToolResult use(ToolArguments arguments, ToolUse use)
            throws ToolProblem, InterruptedException {
        try {
            var summary =
                    ledger.summary().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ToolResult.of(text(summary), UsageJson.ofAll(summary));
        } catch (ExecutionException | TimeoutException e) {
            LOG.error("the ledger cannot be read: {}", String.valueOf(e.getMessage()));
            throw new ToolProblem(
                    "The usage ledger cannot be read at the moment. The operator finds the reason in the log.");
        }
    }

    private static String text(UsageSummary summary) {
        return String.format(
                Locale.ROOT,
                "%s, until %s.%n%d tokens today. In all: %d requests, %d tokens, %d %s answered by a fallback.",
                Spoken.usageLine(summary.quota()),
                Spoken.reset(summary.quota()),
                summary.tokensToday(),
                summary.requestsTotal(),
                summary.tokensTotal(),
                summary.fallbackCount(),
                summary.fallbackCount() == 1 ? "query" : "queries");
    }
}
