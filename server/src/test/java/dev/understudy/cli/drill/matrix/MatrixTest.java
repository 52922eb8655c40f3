package dev.understudy.cli.drill.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.drill.Verdict.Promise;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The matrix itself, and a handful of its cases; {@code drill all} plays the others. And its judge,
 * which must find each thing that is not as promised.
 */
class MatrixTest {
    private static MatrixCase named(String name) {
        return Matrix.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no case named " + name));
    }

    private static List<Promise> broken(MatrixCase one) {
        return one.play().verdict().promises().stream().filter(promise -> !promise.kept()).toList();
    }

    @Test
    void thereAreAtLeastSixtyCasesOfEachWireEachOnce() {
        var cases = Matrix.all();

        assertThat(cases).extracting(MatrixCase::name).doesNotHaveDuplicates();
        assertThat(cases.stream().filter(one -> one.wire() == Wire.OLLAMA)).hasSizeGreaterThan(60);
    }

    @Test
    void everyFailureIsInTheMatrixStreamedAndWhole() {
        for (var failure : Failures.all()) {
            assertThat(Matrix.all())
                    .filteredOn(one -> one.failure().name().equals(failure.name()))
                    .as(failure.name())
                    .extracting(MatrixCase::how)
                    .contains(How.STREAM, How.WHOLE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "matrix/refused/both/before/whole/ollama",
        "matrix/http-500/once/before/stream/ollama",
        "matrix/reset/cloud/after/stream/ollama",
        "matrix/bad-line/both/after/stream/ollama",
        "matrix/429-limit/cloud/before/whole/ollama",
        "matrix/no-vision/once/before/stream/ollama",
        "matrix/client-leaves/cloud/after/stream/ollama"
    })
    void aHandfulOfCasesIsAsExpected(String name) {
        assertThat(broken(named(name))).isEmpty();
    }

    /** The case of a reset after the first text, with one thing expected that is not so. */
    private static Stream<Transcript> wrongExpectations() {
        var right = named("matrix/reset/cloud/after/stream/ollama").expected();
        return Stream.of(
                        "attempts", "notices", "text", "end", "used", "tokens", "health", "outcome")
                .map(column -> spoilt(right, column));
    }

    private static Transcript spoilt(Transcript right, String column) {
        return new Transcript(
                column.equals("attempts") ? "C ok" : right.attempts(),
                column.equals("notices") ? "retrying" : right.notices(),
                column.equals("text") ? "cloud: one two three** three four five" : right.text(),
                column.equals("end") ? "200 error upstream_unavailable" : right.end(),
                column.equals("used") ? "0→2" : right.used(),
                column.equals("tokens") ? "30+9" : right.tokens(),
                column.equals("health") ? "0 0" : right.health(),
                column.equals("outcome") ? "answered" : right.outcome());
    }

    @ParameterizedTest
    @MethodSource("wrongExpectations")
    void anExpectationThatIsWrongInOneColumnFailsTheCase(Transcript wrong) {
        var right = named("matrix/reset/cloud/after/stream/ollama");
        var one =
                new MatrixCase(
                        right.failure(),
                        right.who(),
                        right.when(),
                        right.how(),
                        right.wire(),
                        wrong);

        assertThat(broken(one))
                .singleElement()
                .satisfies(promise -> {
                    assertThat(wrong.toString()).contains(promise.promised());
                    assertThat(right.expected().toString()).contains(promise.seen());
                });
    }

    @Test
    void aFailureThatDoesNotHappenFailsTheCase() {
        var reset = named("matrix/reset/cloud/after/stream/ollama");
        var harmless = Failure.of("harmless", "nothing fails", (well, _, _) -> well);
        var one =
                new MatrixCase(
                        harmless,
                        reset.who(),
                        reset.when(),
                        reset.how(),
                        reset.wire(),
                        reset.expected());

        assertThat(broken(one))
                .extracting(Promise::words)
                .contains("attempts", "notices", "text", "outcome");
    }
}
