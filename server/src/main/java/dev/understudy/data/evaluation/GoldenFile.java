package dev.understudy.data.evaluation;

import dev.understudy.data.evaluation.GoldenQuestion.Expected;
import dev.understudy.data.evaluation.GoldenSet.Setup;
import dev.understudy.data.result.Cell;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads files of questions: those in the jar, and a user's own. The fields are explained at the
 * beginning of {@code shop.yaml}.
 */
public final class GoldenFile {
    /** The sets that come with the program. */
    public static final List<String> OWN = List.of("shop", "clinic", "payroll", "library", "blind");

    /** No file of questions that people write is larger. */
    private static final int MOST_BYTES = 4 << 20;

    private static final Set<String> SET_FIELDS =
            Set.of("name", "sample", "setup", "data", "today", "questions");
    private static final Set<String> QUESTION_FIELDS =
            Set.of("ask", "sql", "rows", "ordered", "tolerance", "offline");

    /** Where a set's other files are. */
    private interface Beside {
        String text(String name) throws IOException, UnreadableSetException;

        Path file(String name) throws UnreadableSetException;
    }

    private GoldenFile() {}

    /** The sets in the jar. */
    public static List<GoldenSet> own() throws UnreadableSetException {
        var sets = new ArrayList<GoldenSet>();
        for (var name : OWN) {
            sets.addAll(read(name + ".yaml", resource(name + ".yaml"), new InJar()));
        }
        return List.copyOf(sets);
    }

    /** A user's own file; its scripts and tables lie beside it. One file may hold several sets. */
    public static List<GoldenSet> of(Path file) throws UnreadableSetException {
        return read(file.getFileName().toString(), text(file), new OnDisk(file.toAbsolutePath()));
    }

    private static final class InJar implements Beside {
        @Override
        public String text(String name) throws UnreadableSetException {
            return resource(name);
        }

        @Override
        public Path file(String name) throws UnreadableSetException {
            throw new UnreadableSetException(name + ": there are no files in the jar");
        }
    }

    private record OnDisk(Path yaml) implements Beside {
        @Override
        public String text(String name) throws UnreadableSetException {
            return GoldenFile.text(file(name));
        }

        @Override
        public Path file(String name) {
            return yaml.resolveSibling(name).normalize();
        }
    }

    private static String text(Path file) throws UnreadableSetException {
        try (var stream = Files.newInputStream(file)) {
            return text(stream, file.toString());
        } catch (NoSuchFileException _) {
            throw new UnreadableSetException("there is no file %s".formatted(file));
        } catch (IOException e) {
            throw new UnreadableSetException("%s cannot be read: %s".formatted(file, e));
        }
    }

    private static String resource(String name) throws UnreadableSetException {
        try (var stream = GoldenFile.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new UnreadableSetException(name + " is not in the jar");
            }
            return text(stream, name);
        } catch (IOException e) {
            throw new UnreadableSetException("%s cannot be read: %s".formatted(name, e));
        }
    }

    private static String text(InputStream stream, String name)
            throws IOException, UnreadableSetException {
        var bytes = stream.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new UnreadableSetException(
                    "%s is larger than %d bytes".formatted(name, MOST_BYTES));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<GoldenSet> read(String name, String yaml, Beside beside)
            throws UnreadableSetException {
        var settings = LoadSettings.builder().setLabel(name).build();
        var sets = new ArrayList<GoldenSet>();
        try {
            for (var document : new Load(settings).loadAllFromString(yaml)) {
                sets.add(set(Fields.of(document, name, SET_FIELDS), beside));
            }
        } catch (YamlEngineException e) {
            throw new UnreadableSetException(
                    "%s is not valid YAML: %s".formatted(name, e.getMessage()));
        } catch (IOException e) {
            throw new UnreadableSetException("%s: %s".formatted(name, e));
        }
        return sets;
    }

    private static GoldenSet set(Fields fields, Beside beside)
            throws IOException, UnreadableSetException {
        LocalDate today;
        try {
            today = LocalDate.parse(fields.needed("today"));
        } catch (DateTimeException _) {
            throw fields.wrong("today", "a day, as 2026-11-15");
        }
        var questions = new ArrayList<GoldenQuestion>();
        for (var node : fields.list("questions")) {
            var where = "%s, question %d".formatted(fields.where(), questions.size() + 1);
            questions.add(question(Fields.of(node, where, QUESTION_FIELDS)));
        }
        if (questions.isEmpty()) {
            throw new UnreadableSetException(fields.where() + ": there are no questions");
        }
        return new GoldenSet(fields.needed("name"), today, setup(fields, beside), questions);
    }

    private static Setup setup(Fields fields, Beside beside)
            throws IOException, UnreadableSetException {
        var script = fields.text("setup");
        if (script.isPresent()) {
            return new Setup.Script(beside.text(script.get()));
        }
        var data = fields.text("data");
        if (data.isPresent()) {
            return new Setup.Files(beside.file(data.get()));
        }
        if (fields.text("sample").filter("shop"::equals).isPresent()) {
            return new Setup.Sample();
        }
        throw new UnreadableSetException(
                fields.where() + ": say where the data is: setup, data, or sample: shop");
    }

    private static GoldenQuestion question(Fields fields) throws UnreadableSetException {
        var declinable = fields.text("offline");
        if (declinable.isPresent() && !declinable.get().equals("decline")) {
            throw fields.wrong("offline", "decline, or left out");
        }
        var rows = rows(fields);
        Optional<Expected> expected =
                fields.text("sql").<Expected>map(Expected.BySql::new).or(() -> rows);
        if (expected.isEmpty() && declinable.isEmpty()) {
            throw new UnreadableSetException(
                    fields.where() + ": say what is right: sql, rows, or offline: decline");
        }
        return new GoldenQuestion(
                fields.needed("ask"),
                expected,
                fields.flag("ordered"),
                tolerance(fields),
                declinable.isPresent());
    }

    private static BigDecimal tolerance(Fields fields) throws UnreadableSetException {
        try {
            return new BigDecimal(fields.text("tolerance").orElse("0"));
        } catch (NumberFormatException _) {
            throw fields.wrong("tolerance", "a number");
        }
    }

    private static Optional<Expected> rows(Fields fields) throws UnreadableSetException {
        var rows = new ArrayList<List<Cell>>();
        for (var node : fields.list("rows")) {
            if (!(node instanceof List<?> values)) {
                throw fields.wrong("rows", "a list of lists");
            }
            var row = new ArrayList<Cell>();
            for (var value : values) {
                row.add(cell(value));
            }
            rows.add(row);
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Expected.ByRows(rows));
    }

    private static Cell cell(@Nullable Object value) {
        return switch (value) {
            case null -> new Cell.Missing();
            case Boolean flag -> new Cell.Bool(flag);
            case Number number -> new Cell.Numeric(new BigDecimal(number.toString()));
            default -> new Cell.Text(value.toString(), false);
        };
    }
}
