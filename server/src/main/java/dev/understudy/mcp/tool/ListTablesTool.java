package dev.understudy.mcp.tool;

import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.DataText;
import dev.understudy.data.catalogue.Table;
import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.DataSources;
import dev.understudy.data.source.SourceDownException;
import dev.understudy.data.source.SourceState;
import dev.understudy.mcp.ServedTool;
import dev.understudy.mcp.ToolArguments;
import dev.understudy.mcp.ToolDescription;
import dev.understudy.mcp.ToolProblem;
import dev.understudy.mcp.ToolResult;
import dev.understudy.mcp.ToolUse;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code list_tables}: the sources and what is in them. */
public final class ListTablesTool implements ServedTool {
    /** Tables of one source; a model loses its way among more. */
    private static final int MOST_TABLES = 500;

    private static final int MOST_COMMENT_CHARS = 200;

    private final ToolDescription description =
            ToolDescription.of(ListTablesTool.class, "list_tables");
    private final OpenSources sources;

    public ListTablesTool(DataSources sources) {
        this.sources = new OpenSources(sources);
    }

    @Override
    public ToolDescription description() {
        return description;
    }

    @Override
    public ToolResult use(ToolArguments arguments, ToolUse use) throws ToolProblem {
        var json = JsonNodeFactory.instance.objectNode();
        var array = json.putArray("sources");
        var text = new StringBuilder();
        for (var source : sources.named(arguments.optionalText("source"))) {
            put(array.addObject(), text, source);
        }
        return ToolResult.of(
                text.isEmpty() ? "No source of data is configured here." : text.toString().strip(),
                json);
    }

    private static void put(ObjectNode json, StringBuilder text, DataSource source) {
        json.put("name", source.name()).put("dialect", source.dialect().title());
        if (source.state() instanceof SourceState.Refused) {
            // The reason names what its login may do; that is for the operator.
            silent(json, text, source, "refused", "not in this configuration");
            return;
        }
        try {
            tables(json, text, source.catalogue());
        } catch (SourceDownException down) {
            silent(json, text, source, "down", String.valueOf(down.getMessage()));
        }
    }

    private static void silent(
            ObjectNode json, StringBuilder text, DataSource source, String state, String detail) {
        json.put("state", state).put("detail", detail).putArray("tables");
        json.put("tables_omitted", 0);
        text.append(
                "%s (%s) cannot be asked: %s\n\n"
                        .formatted(source.name(), source.dialect().title(), detail));
    }

    private static void tables(ObjectNode json, StringBuilder text, Catalogue catalogue) {
        int all = catalogue.tables().size();
        int omitted = Math.max(0, all - MOST_TABLES);
        text.append(
                "%s (%s), %d %s:\n"
                        .formatted(
                                catalogue.source(),
                                catalogue.dialect().title(),
                                all,
                                all == 1 ? "table" : "tables"));
        json.put("state", "usable");
        var array = json.putArray("tables");
        for (var table : catalogue.tables().subList(0, all - omitted)) {
            put(array.addObject(), text, table, catalogue);
        }
        json.put("tables_omitted", omitted);
        text.append(omitted == 0 ? "\n" : "… and %d more\n\n".formatted(omitted));
    }

    private static void put(ObjectNode json, StringBuilder text, Table table, Catalogue catalogue) {
        var name = TableNames.written(table.name(), catalogue);
        json.put("name", name).put("columns", table.columns().size());
        text.append(
                "- %s: %d columns".formatted(DataText.cleaned(name, 300), table.columns().size()));
        table.rows()
                .ifPresent(rows -> {
                    json.put("rows", rows);
                    text.append(String.format(Locale.ROOT, ", %,d rows", rows));
                });
        if (!table.comment().isEmpty()) {
            var comment = DataText.cleaned(table.comment(), MOST_COMMENT_CHARS);
            json.put("comment", comment);
            text.append(" (").append(comment).append(')');
        }
        text.append('\n');
    }
}
