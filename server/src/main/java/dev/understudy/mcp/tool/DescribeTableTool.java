package dev.understudy.mcp.tool;

import dev.understudy.context.TokenCounter;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.CatalogueText;
import dev.understudy.data.catalogue.Column;
import dev.understudy.data.catalogue.DataText;
import dev.understudy.data.catalogue.ForeignKey;
import dev.understudy.data.catalogue.SqlNames;
import dev.understudy.data.catalogue.Table;
import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.DataSources;
import dev.understudy.data.source.SourceState;
import dev.understudy.mcp.ServedTool;
import dev.understudy.mcp.ToolArguments;
import dev.understudy.mcp.ToolDescription;
import dev.understudy.mcp.ToolProblem;
import dev.understudy.mcp.ToolResult;
import dev.understudy.mcp.ToolUse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code describe_table}: one table's columns and keys. */
public final class DescribeTableTool implements ServedTool {
    /** Tokens of the text: some hundred columns with their comments and values. */
    private static final int TEXT_TOKENS = 8_000;

    private static final int MOST_CHARS = 300;

    private record Found(Table table, Catalogue catalogue) {}

    private final ToolDescription description =
            ToolDescription.of(DescribeTableTool.class, "describe_table");
    private final OpenSources sources;

    public DescribeTableTool(DataSources sources) {
        this.sources = new OpenSources(sources);
    }

    @Override
    public ToolDescription description() {
        return description;
    }

    @Override
    public ToolResult use(ToolArguments arguments, ToolUse use) throws ToolProblem {
        var found = find(arguments.text("table"), arguments.optionalText("source"));
        return ToolResult.of(text(found), json(found));
    }

    private Found find(String called, @Nullable String sourceName) throws ToolProblem {
        var found = new ArrayList<Found>();
        for (var source : asked(sourceName)) {
            var catalogue = OpenSources.catalogue(source);
            TableNames.meant(called, catalogue)
                    .forEach(table -> found.add(new Found(table, catalogue)));
        }
        if (found.isEmpty()) {
            throw new ToolProblem("There is no table of that name. list_tables tells all names.");
        }
        if (found.size() > 1) {
            throw new ToolProblem(
                    "Several tables have that name: %s. Say which one, by its schema or by source."
                            .formatted(
                                    found.stream()
                                            .map(it ->
                                                    "%s in %s"
                                                            .formatted(
                                                                    it.table().name(),
                                                                    it.catalogue().source()))
                                            .collect(Collectors.joining(", "))));
        }
        return found.getFirst();
    }

    /** Where no source is named, one that is never asked is no problem. */
    private List<DataSource> asked(@Nullable String name) throws ToolProblem {
        var named = sources.named(name);
        return name != null
                ? named
                : named.stream()
                        .filter(it -> !(it.state() instanceof SourceState.Refused))
                        .toList();
    }

    private static String text(Found found) {
        var catalogue = found.catalogue();
        var alone =
                new Catalogue(
                        catalogue.source(),
                        catalogue.dialect(),
                        catalogue.defaultSchema(),
                        List.of(found.table()));
        return CatalogueText.of(alone, alone.tables(), TEXT_TOKENS, TokenCounter.estimate()).text();
    }

    private static ObjectNode json(Found found) {
        var table = found.table();
        var catalogue = found.catalogue();
        var json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("source", catalogue.source())
                        .put("dialect", catalogue.dialect().title())
                        .put("name", TableNames.written(table.name(), catalogue))
                        .put("comment", DataText.cleaned(table.comment(), MOST_CHARS));
        table.rows().ifPresent(rows -> json.put("rows", rows));
        var columns = json.putArray("columns");
        table.columns().forEach(column -> put(columns.addObject(), column, catalogue));
        names(json.putArray("primary_key"), table.primaryKey(), catalogue);
        var keys = json.putArray("foreign_keys");
        table.foreignKeys().forEach(key -> put(keys.addObject(), key, catalogue));
        return json;
    }

    private static void put(ObjectNode json, Column column, Catalogue catalogue) {
        json.put("name", SqlNames.written(column.name(), catalogue.dialect()))
                .put("type", column.declared())
                .put("nullable", column.nullable());
        if (!column.comment().isEmpty()) {
            json.put("comment", DataText.cleaned(column.comment(), MOST_CHARS));
        }
        if (!column.values().isEmpty()) {
            var values = json.putArray("values");
            column.values().forEach(values::add);
        }
    }

    private static void put(ObjectNode json, ForeignKey key, Catalogue catalogue) {
        names(json.putArray("columns"), key.columns(), catalogue);
        json.put("table", TableNames.written(key.target(), catalogue));
        names(json.putArray("target_columns"), key.targetColumns(), catalogue);
    }

    private static void names(ArrayNode array, List<String> names, Catalogue catalogue) {
        names.forEach(name -> array.add(SqlNames.written(name, catalogue.dialect())));
    }
}
