package dev.understudy.data.catalogue;

/**
 * Where a table is found.
 *
 * @param schema the schema, or the database in MariaDB; empty where the source has only one
 * @param name as the database spells it
 */
public record TableName(String schema, String name) {
    @Override
    public String toString() {
        return schema.isEmpty() ? name : schema + "." + name;
    }
}
