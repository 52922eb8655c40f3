package dev.understudy.mcp.tool;

import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.SqlNames;
import dev.understudy.data.catalogue.Table;
import dev.understudy.data.catalogue.TableName;
import java.util.List;

/** How a table is named in a statement, and found by what somebody calls it. Pure. */
final class TableNames {
    private TableNames() {}

    /** With its schema where it is not the one that is meant anyhow; quoted where it must be. */
    static String written(TableName name, Catalogue catalogue) {
        var schema = name.schema();
        var table = SqlNames.written(name.name(), catalogue.dialect());
        return schema.isEmpty() || schema.equals(catalogue.defaultSchema())
                ? table
                : SqlNames.written(schema, catalogue.dialect()) + "." + table;
    }

    /** The tables that may be meant, in any case of letters, with or without the schema. */
    static List<Table> meant(String called, Catalogue catalogue) {
        var wanted = called.strip();
        return catalogue.tables().stream()
                .filter(it ->
                        wanted.equalsIgnoreCase(it.name().name())
                                || wanted.equalsIgnoreCase(it.name().toString())
                                || wanted.equalsIgnoreCase(written(it.name(), catalogue)))
                .toList();
    }
}
