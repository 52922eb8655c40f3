package dev.understudy.data.source.duckdb;

import dev.understudy.data.sample.SampleShop;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * The made-up shop, until today.
 *
 * @param zone says which day it is
 */
record SampleContents(InstantSource now, ZoneId zone) implements Contents {
    private LocalDate today() {
        return LocalDate.ofInstant(now.instant(), zone);
    }

    @Override
    public String version() {
        return today().toString();
    }

    @Override
    public boolean readsFiles() {
        return false;
    }

    @Override
    public List<String> load(DuckDBConnection connection) throws SQLException {
        SampleShop.load(connection, today());
        return List.of();
    }
}
