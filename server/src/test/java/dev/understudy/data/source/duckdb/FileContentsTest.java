package dev.understudy.data.source.duckdb;

import static dev.understudy.data.source.duckdb.Sources.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.data.catalogue.Column;
import dev.understudy.data.catalogue.ColumnType;
import dev.understudy.data.catalogue.Table;
import dev.understudy.data.result.Cell;
import dev.understudy.data.source.SourceDownException;
import dev.understudy.data.source.SourceState;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.time.ManualTime;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileContentsTest {
    @TempDir Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path parquet(String name, String sql) throws SQLException {
        Path file = folder.resolve(name);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("COPY (%s) TO '%s' (FORMAT parquet)".formatted(sql, file));
        }
        return file;
    }

    private Path gzip(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static List<String> tables(DuckDbSource source) throws SourceDownException {
        return source.catalogue().tables().stream().map(it -> it.name().toString()).toList();
    }

    private static Cell number(long value) {
        return new Cell.Numeric(BigDecimal.valueOf(value));
    }

    @Test
    void filesOfEachKindAreTables() throws Exception {
        write("commas.csv", "id,city\n1,Berlin\n2,Lyon\n");
        write("semicolons.csv", "id;price\n1;1,5\n2;2,5\n");
        write("tabs.tsv", "id\tcity\n1\tBerlin\n");
        gzip("packed.csv.gz", "id,city\n1,Berlin\n");
        write("array.json", "[{\"id\": 1}, {\"id\": 2}, {\"id\": 3}]");
        write("lines.ndjson", "{\"id\": 1, \"tags\": [\"a\"]}\n{\"id\": 2}\n");
        write("more.jsonl", "{\"id\": 1}\n");
        gzip("packed_lines.json.gz", "{\"id\": 1}\n");
        parquet("columns.parquet", "SELECT 1 AS id, DATE '2025-01-01' AS day");
        try (var source = Sources.files(folder)) {
            assertThat(source.open()).isEqualTo(new SourceState.Usable());
            assertThat(tables(source))
                    .containsExactly(
                            "array_table",
                            "columns",
                            "commas",
                            "lines",
                            "more",
                            "packed",
                            "packed_lines",
                            "semicolons",
                            "tabs");
            assertThat(rows(source, "SELECT id FROM array_table ORDER BY 1").rows())
                    .containsExactly(List.of(number(1)), List.of(number(2)), List.of(number(3)));
            for (String table : tables(source)) {
                assertThat(rows(source, "SELECT id FROM " + table + " WHERE id = 1").rows())
                        .as(table)
                        .containsExactly(List.of(number(1)));
            }
        }
    }

    @Test
    void namesNeedNoQuotesAndTheOriginalOnesAreComments() throws Exception {
        write(
                "Sales 2025-Q1.csv",
                """
                Order Date,Total ($),total,customerID,Größe,1st,select
                2025-01-01,1.5,2,3,4,5,6
                """);
        write("sub/sales_2025_q1.csv", "a\n1\n");
        write("order.csv", "a\n1\n");
        write("2025.csv", "a\n1\n");
        write("!!!.csv", "a\n1\n");
        try (var source = Sources.files(folder)) {
            assertThat(tables(source))
                    .containsExactlyInAnyOrder(
                            "sales_2025_q1",
                            "sales_2025_q1_2",
                            "order_table",
                            "table_2025",
                            "table_1");
            Table sales = source.catalogue().named("sales_2025_q1").getFirst();
            assertThat(sales.comment()).isEqualTo("From the file Sales 2025-Q1.csv");
            assertThat(sales.columns())
                    .extracting(Column::name)
                    .containsExactly(
                            "order_date",
                            "total",
                            "total_2",
                            "customer_id",
                            "größe",
                            "column_1st",
                            "select_column");
            assertThat(sales.columns())
                    .extracting(Column::comment)
                    .startsWith("In the file: Order Date", "In the file: Total ($)");
            assertThat(sales.columns().getFirst().type()).isEqualTo(ColumnType.DATE);
            assertThat(rows(source, "SELECT größe, total_2 FROM sales_2025_q1").rows())
                    .containsExactly(List.of(number(4), number(2)));
        }
    }

    @Test
    void aFileWhoseNameLooksLikeAPatternIsOnlyItself() throws Exception {
        write("a*.csv", "id\n1\n");
        write("ab.csv", "id\n2\n");
        write("[ab]'.csv", "id\n3\n");
        try (var source = Sources.files(folder)) {
            assertThat(rows(source, "SELECT id FROM a").rows()).containsExactly(List.of(number(1)));
            assertThat(rows(source, "SELECT id FROM ab").rows())
                    .containsExactly(List.of(number(3)));
            assertThat(rows(source, "SELECT id FROM ab_2").rows())
                    .containsExactly(List.of(number(2)));
        }
    }

    @Test
    void hiddenFilesLinksOutOfTheFolderAndOtherKindsAreNoTables() throws Exception {
        Path outside = Files.createTempFile("outside", ".csv");
        Files.writeString(outside, "secret\n1\n");
        write(".hidden.csv", "id\n1\n");
        write(".git/config.csv", "id\n1\n");
        write("notes.txt", "id\n1\n");
        write("real.csv", "id\n1\n");
        write("nodot", "id\n1\n");
        Files.createSymbolicLink(folder.resolve("out.csv"), outside);
        Files.createSymbolicLink(folder.resolve("dangling.csv"), folder.resolve("none.csv"));
        Files.createSymbolicLink(folder.resolve("zlink.csv"), folder.resolve("real.csv"));
        write("..data/mounted.csv", "id\n1\n");
        Files.createSymbolicLink(
                folder.resolve("mounted.csv"), folder.resolve("..data/mounted.csv"));
        try (var source = Sources.files(folder)) {
            assertThat(tables(source)).containsExactly("mounted", "real");
        } finally {
            Files.delete(outside);
        }
    }

    @Test
    void aBrokenFileIsSaidAndTheOthersAreThere() throws Exception {
        write("good.csv", "a,b\n1,2\n");
        write("ragged.csv", "a,b\n1,2\n3\n");
        write("broken.json", "[{\"a\": 1}, {\"a\": 2");
        write("broken.parquet", "PAR1 this is no Parquet file PAR1");
        write("empty.csv", "");
        try (var source = Sources.files(folder)) {
            assertThat(source.open())
                    .isInstanceOfSatisfying(
                            SourceState.Doubtful.class,
                            state ->
                                    assertThat(state.warning())
                                            .contains("ragged.csv: ", "a,b")
                                            .contains(
                                                    "broken.json: Invalid Input Error: Malformed JSON")
                                            .contains("broken.parquet: ")
                                            .contains("empty.csv: "));
            assertThat(tables(source)).containsExactly("good");
        }
    }

    @Test
    void aTypeThatShowsOnlyFarDownIsFound() throws Exception {
        var text = new StringBuilder("id,amount\n");
        for (int i = 0; i < 50_000; i++) {
            text.append(i).append(",1\n");
        }
        write("late.csv", text + "x,oops\n");
        try (var source = Sources.files(folder)) {
            assertThat(source.open()).isEqualTo(new SourceState.Usable());
            assertThat(rows(source, "SELECT amount FROM late WHERE id = 'x'").rows())
                    .containsExactly(List.of(new Cell.Text("oops", false)));
        }
    }

    @Test
    void whatCannotBeAskedAtAllIsDownWithItsReason() throws Exception {
        Files.createDirectory(folder.resolve("none"));
        record Case(Path path, String reason) {}
        var cases =
                List.of(
                        new Case(folder.resolve("missing.csv"), "there is no file or folder"),
                        new Case(folder.resolve("none"), "has no file that can be read"),
                        new Case(write("book.xlsx", "x"), "is no file that can be read"),
                        new Case(write("bad.json", "{\"a\": "), "bad.json: "),
                        new Case(write("bin.parquet", "x"), "bin.parquet: "));
        for (Case it : cases) {
            try (var source = Sources.files(it.path())) {
                assertThat(source.open())
                        .as("%s", it.path())
                        .isInstanceOfSatisfying(
                                SourceState.Down.class,
                                state -> assertThat(state.reason()).contains(it.reason()));
                assertThatThrownBy(source::catalogue)
                        .isInstanceOf(SourceDownException.class)
                        .hasMessageContaining(it.reason());
                assertThat(Sources.failure(source, "SELECT 1", Sources.LIMITS))
                        .isInstanceOf(StatementFailure.SourceDown.class);
            }
        }
    }

    @Test
    void moreFilesThanATableListCanHoldAreRefused() throws Exception {
        for (int i = 0; i <= DataFiles.MOST_FILES; i++) {
            write("f" + i + ".csv", "");
        }
        assertThatThrownBy(() -> DataFiles.of(folder))
                .isInstanceOf(SourceDownException.class)
                .hasMessageContaining("more than 1,000 files");
    }

    @Test
    void changedFilesAreReadAgainWithTheCatalogue() throws Exception {
        write("a.csv", "id\n1\n");
        try (var source = Sources.files(folder)) {
            assertThat(tables(source)).containsExactly("a");
            write("b.csv", "id\n2\n");
            assertThat(tables(source)).as("kept for a while").containsExactly("a");
            source.refresh();
            assertThat(tables(source)).containsExactly("a", "b");
            assertThat(rows(source, "SELECT id FROM b").rows()).containsExactly(List.of(number(2)));
        }
    }

    @Test
    void whenTheFilesAreGoneTheOldTablesAreStillThere() throws Exception {
        Path file = write("a.csv", "id\n1\n");
        try (var source = Sources.files(folder)) {
            source.open();
            Files.delete(file);
            source.refresh();
            assertThat(tables(source)).containsExactly("a");
            assertThat(source.state())
                    .isInstanceOfSatisfying(
                            SourceState.Doubtful.class,
                            state -> assertThat(state.warning()).contains("has no file"));
        }
    }

    @Test
    void whatWasDownIsTriedAgainAfterAMoment() throws Exception {
        var time = new ManualTime(Instant.parse("2026-03-10T12:00:00Z"));
        Path file = folder.resolve("late.csv");
        try (var source = DuckDbSource.files("files", file, time)) {
            assertThat(source.open()).isInstanceOf(SourceState.Down.class);
            write("late.csv", "id\n1\n");
            assertThat(source.open()).as("at once").isInstanceOf(SourceState.Down.class);
            time.advance(Duration.ofSeconds(10));
            assertThat(source.open()).isEqualTo(new SourceState.Usable());
            assertThat(tables(source)).containsExactly("late");
        }
    }

    private Path latin1(String name, String text) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Cell decimal(String value) {
        return new Cell.Numeric(new BigDecimal(value));
    }

    @Test
    void aSpreadsheetsFileWithCommasAndLatin1IsRead() throws Exception {
        latin1(
                "gehaelter.csv",
                """
                Name;Ort;Gehalt;Köpfe;Bonus;Seit
                Müller;Köln;4.500,50;1.200;12,5;01.02.2020
                Groß;Wien;3.200,00;12.000;;15.03.2019
                """);
        try (var source = Sources.files(folder)) {
            assertThat(source.open()).isEqualTo(new SourceState.Usable());
            var table =
                    rows(
                            source,
                            "SELECT name, gehalt, köpfe, bonus, year(seit) FROM gehaelter ORDER BY gehalt");
            assertThat(table.rows().getLast())
                    .usingElementComparator(FileContentsTest::compared)
                    .containsExactly(
                            new Cell.Text("Müller", false),
                            decimal("4500.5"),
                            decimal("1200"),
                            decimal("12.5"),
                            decimal("2020"));
        }
    }

    /** Numbers by their value: 1200 is 1200.0. */
    private static int compared(Cell one, Cell other) {
        return one instanceof Cell.Numeric(var a) && other instanceof Cell.Numeric(var b)
                ? a.compareTo(b)
                : one.equals(other) ? 0 : 1;
    }

    @Test
    void pointsStayDecimalWhereTheySeparateNoThousands() throws Exception {
        write("mixed.csv", "a;b;c\n4,5;4.5;x\n3,25;3.25;y\n");
        write("points.csv", "a;b\n1.200;4.5\n3.100;3.2\n");
        try (var source = Sources.files(folder)) {
            assertThat(source.open()).isEqualTo(new SourceState.Usable());
            assertThat(rows(source, "SELECT sum(a) = 7.75, sum(b) = 7.75 FROM mixed").rows())
                    .containsExactly(rows(source, "SELECT true, true").rows().getFirst());
            assertThat(rows(source, "SELECT sum(a) = 4.3 FROM points").rows())
                    .containsExactly(rows(source, "SELECT true").rows().getFirst());
        }
    }

    @Test
    void numbersThatCanBeUnderstoodInTwoWaysStayTextAndThatIsSaid() throws Exception {
        write("unclear.csv", "id;price;note\n1;1,234;a, b\n2;2,500;c\n");
        write("money.csv", "id;price\n1;4.50 €\n2;3.20 €\n");
        write("plain.csv", "id;host;day\n1;10.0.0.1;1.2.\n2;10.0.0.2;3.4.\n");
        try (var source = Sources.files(folder)) {
            assertThat(source.open())
                    .isInstanceOfSatisfying(
                            SourceState.Doubtful.class,
                            state ->
                                    assertThat(state.warning())
                                            .contains("unclear.csv: price is read as text")
                                            .contains("money.csv: price is read as text")
                                            .contains("1234.5")
                                            .doesNotContain("note", "plain.csv"));
            assertThat(tables(source)).containsExactly("money", "plain", "unclear");
        }
    }

    @Test
    void whatIsNeitherUtf8NorLatin1ForCertainIsLeftOutWithWhatToDo() throws Exception {
        write("good.csv", "id\n1\n");
        Files.write(
                folder.resolve("euro.csv"),
                "name;price €\nMüller;4\n".getBytes(Charset.forName("windows-1252")));
        Files.write(
                folder.resolve("pieces.csv"),
                new byte[] {'a', '\n', (byte) 0xC3, (byte) 0xBC, '\n', (byte) 0xFC, 'x', '\n'});
        try (var source = Sources.files(folder)) {
            assertThat(source.open())
                    .isInstanceOfSatisfying(
                            SourceState.Doubtful.class,
                            state ->
                                    assertThat(state.warning())
                                            .contains("euro.csv: its letters", "CSV UTF-8")
                                            .contains("pieces.csv: its letters"));
            assertThat(tables(source)).containsExactly("good");
        }
    }

    @Test
    void filesOfTablesThatAreNotReadAreNamedWithWhatToDo() throws Exception {
        write("good.csv", "id\n1\n");
        write("budget.xlsx", "x");
        write("sub/shop.sqlite", "x");
        write("~$budget.xlsx", "x");
        write("Thumbs.db", "x");
        try (var source = Sources.files(folder)) {
            assertThat(source.open())
                    .isEqualTo(
                            new SourceState.Doubtful(
                                    "budget.xlsx is not read: save each of its sheets as \"CSV UTF-8\"; "
                                            + "sub/shop.sqlite is not read: export its tables as CSV or Parquet"));
        }
        try (var source = Sources.files(folder.resolve("budget.xlsx"))) {
            assertThat(source.open())
                    .isInstanceOfSatisfying(
                            SourceState.Down.class,
                            state -> assertThat(state.reason()).contains("CSV UTF-8"));
        }
    }
}
