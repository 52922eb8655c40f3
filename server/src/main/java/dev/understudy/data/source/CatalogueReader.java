package dev.understudy.data.source;

import dev.understudy.data.catalogue.Catalogue;
import java.sql.Connection;
import java.sql.SQLException;

/** Reads what a database has; one for each dialect. Stateless or thread-safe. */
@FunctionalInterface
public interface CatalogueReader {
    /** Reads it all, within the bounds of {@link CatalogueRows} and {@link FewValues}. */
    Catalogue read(Connection connection) throws SQLException;
}
