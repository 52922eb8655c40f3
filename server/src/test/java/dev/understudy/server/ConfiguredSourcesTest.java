package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Dialect;
import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.DataSources;
import dev.understudy.data.source.SourceState;
import dev.understudy.settings.SettingsInput;
import dev.understudy.settings.SettingsLoader;
import dev.understudy.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredSourcesTest {
    /** Nothing listens on port 1. */
    private static final String NOWHERE = "postgresql://reader:hunter2@127.0.0.1:1/shop";

    @TempDir Path folder;

    private DataSources sources(Map<String, String> environment, String yaml) throws IOException {
        Files.writeString(folder.resolve("understudy.yaml"), yaml);
        return ConfiguredSources.of(
                SettingsLoader.load(new SettingsInput(Map.of(), environment, folder, folder)),
                SystemTime.ticker(),
                InstantSource.fixed(Instant.parse("2026-02-03T10:00:00Z")),
                ZoneOffset.UTC);
    }

    @Test
    void theMadeUpShopIsThereWhileThereIsNoOther() throws Exception {
        try (var sources = sources(Map.of(), "")) {
            assertThat(sources.all()).extracting(DataSource::name).containsExactly("sample");
            assertThat(sources.all().getFirst().catalogue().tables()).isNotEmpty();
        }
        try (var none = sources(Map.of("SAMPLE_DATA", "off"), "")) {
            assertThat(none.all()).isEmpty();
        }
    }

    @Test
    void whatIsConfiguredComesInItsOrderWithoutTheShop() throws Exception {
        var sales = Files.writeString(folder.resolve("sales.csv"), "day,amount\n2026-01-01,5\n");
        var environment =
                Map.of(
                        "DATA_FILES",
                        sales.toString(),
                        "DATA_URL",
                        NOWHERE,
                        "MSSQL_SERVER",
                        "127.0.0.1,1",
                        "MSSQL_USER",
                        "reader",
                        "MSSQL_PASSWORD",
                        "hunter2");
        var yaml =
                """
                sources:
                  - name: stock
                    url: mysql://reader:hunter2@127.0.0.1:1/stock
                  - name: exports
                    files: %s
                """
                        .formatted(sales);

        try (var sources = sources(environment, yaml)) {
            assertThat(sources.all())
                    .extracting(DataSource::name)
                    .containsExactly("files", "database", "sqlserver", "stock", "exports");
            assertThat(sources.all())
                    .extracting(DataSource::dialect)
                    .containsExactly(
                            Dialect.DUCKDB,
                            Dialect.POSTGRESQL,
                            Dialect.SQLSERVER,
                            Dialect.MARIADB,
                            Dialect.DUCKDB);
            assertThat(sources.all().getFirst().catalogue().tables()).hasSize(1);
        }
    }

    @Test
    void aDatabaseThatIsDownIsAmongThemAndSaysWhy() throws Exception {
        for (var kind : new String[] {"postgresql", "mariadb", "mysql", "sqlserver"}) {
            var url = NOWHERE.replace("postgresql", kind);
            try (var sources = sources(Map.of("DATA_URL", url), "")) {
                assertThat(sources.all().getFirst().state())
                        .as(kind)
                        .isEqualTo(
                                new SourceState.Down("nothing listens at the database's address"));
            }
        }
    }
}
