package dev.understudy.data.result;

import static dev.understudy.data.result.Results.many;
import static dev.understudy.data.result.Results.row;
import static dev.understudy.data.result.Results.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.result.Chart.Kind;
import dev.understudy.data.result.ResultTable.Truncation;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ChartTest {
    private static final ResultTable SHARES =
            table("segment|share_pct", row("Food", 60.4), row("Health", 39.6));

    private static ResultTable rows(String columns, int count, IntFunction<Object[]> each) {
        return table(columns, IntStream.range(0, count).mapToObj(each).toArray(Object[][]::new));
    }

    private static ResultTable months() {
        return rows("month|revenue", 12, it -> row(LocalDate.of(2025, it + 1, 1), 1000 + it * 7));
    }

    private static Optional<Kind> kind(ResultTable table, ChartWish wish) {
        return Chart.of(table, wish).map(Chart::kind);
    }

    @Test
    void theShapeDecides() {
        record Case(String name, ResultTable table, Optional<Kind> kind) {}
        var bar = Optional.of(Kind.BAR);
        var line = Optional.of(Kind.LINE);
        Optional<Kind> none = Optional.empty();
        var cases =
                List.of(
                        new Case("names", many(5), bar),
                        new Case("months", months(), line),
                        new Case("shares", SHARES, Optional.of(Kind.PIE)),
                        new Case("20 names", many(20), bar),
                        new Case("21 names", many(21), none),
                        new Case("one row", many(1), none),
                        new Case("no row", table("a|b"), none),
                        new Case("one number", table("n", row(1)), none),
                        new Case("only numbers", table("a|b", row(1, 2), row(3, 4)), none),
                        new Case("only names", table("a|b", row("x", "y"), row("z", "w")), none),
                        new Case(
                                "cut",
                                table("a|b", Truncation.ROWS, row("x", 1), row("y", 2)),
                                none),
                        new Case(
                                "wide",
                                table(
                                        "a|b|c|d|e|f",
                                        row("x", 1, 2, 3, 4, 5),
                                        row("y", 1, 2, 3, 4, 5)),
                                none),
                        new Case(
                                "the same name twice",
                                table("a|b", row("x", 1), row("x", 2)),
                                none),
                        new Case(
                                "a missing number",
                                table("a|b", row("x", 1), row("y", new Cell.Missing())),
                                none),
                        new Case(
                                "an id is no measure",
                                table("name|customer_id", row("x", 7), row("y", 8)),
                                none),
                        new Case("years", rows("year|n", 3, it -> row(2023 + it, it)), line),
                        new Case(
                                "two months",
                                rows("m|n", 2, it -> row("2025-0" + (it + 1), it)),
                                bar),
                        new Case(
                                "quarters",
                                rows("q|n", 4, it -> row("2025-Q" + (it + 1), it)),
                                line),
                        new Case(
                                "year and month",
                                rows("year|month|n", 5, it -> row(2025, it + 1, it)),
                                line),
                        new Case("month numbers", rows("month|n", 5, it -> row(it + 1, it)), line),
                        new Case(
                                "months by size",
                                table(
                                        "month|n",
                                        row("2025-02", 9),
                                        row("2025-01", 5),
                                        row("2025-03", 1)),
                                bar),
                        new Case(
                                "days of a year",
                                rows(
                                        "day|n",
                                        366,
                                        it -> row(LocalDate.of(2024, 1, 1).plusDays(it), it)),
                                line),
                        new Case(
                                "more days",
                                rows(
                                        "day|n",
                                        367,
                                        it -> row(LocalDate.of(2024, 1, 1).plusDays(it), it)),
                                none),
                        new Case(
                                "shares of nine",
                                rows("a|share", 9, it -> row("x" + it, 100.0 / 9)),
                                bar),
                        new Case(
                                "shares of a part",
                                table("a|share", row("x", 10), row("y", 20)),
                                bar),
                        new Case(
                                "yes and no",
                                table("newsletter|n", row(true, 5), row(false, 7)),
                                bar));
        for (var it : cases) {
            assertThat(kind(it.table(), ChartWish.AUTO)).as(it.name()).isEqualTo(it.kind());
        }
    }

    @Test
    void aWishIsGrantedWhereTheShapeAllowsIt() {
        assertThat(kind(many(5), ChartWish.PIE)).contains(Kind.PIE);
        assertThat(kind(many(9), ChartWish.PIE)).contains(Kind.BAR);
        assertThat(kind(many(5), ChartWish.LINE)).contains(Kind.BAR);
        assertThat(kind(months(), ChartWish.BAR)).contains(Kind.BAR);
        assertThat(kind(SHARES, ChartWish.BAR)).contains(Kind.BAR);
        assertThat(kind(many(5), ChartWish.NONE)).isEmpty();
        assertThat(kind(table("a|b", row("x", -1), row("y", 2)), ChartWish.PIE)).contains(Kind.BAR);
    }

    @Test
    void theMeasureIsWhatTheRowsAreOrderedBy() {
        var chart =
                Chart.of(
                                table(
                                        "customer_id|name|orders|revenue",
                                        row(7, "x", 3, 900),
                                        row(3, "y", 5, 800),
                                        row(9, "z", 4, 700)))
                        .orElseThrow();
        assertThat(chart.title()).isEqualTo("revenue by name");
        assertThat(chart.points()).extracting(Chart.Point::label).containsExactly("x", "y", "z");
    }

    @Test
    void aLineGoesForwardInTime() {
        var chart = Chart.of(rows("year|n", 3, it -> row(2025 - it, it))).orElseThrow();
        assertThat(chart.points())
                .extracting(Chart.Point::label)
                .containsExactly("2023", "2024", "2025");
    }

    @Test
    void barsInMermaid() {
        assertThat(Chart.of(many(3)).flatMap(Chart::mermaid).orElseThrow())
                .isEqualTo(
                        """
                        %%{init: {"themeCSS": ".mermaid-tmp-group text {font-size: 233.33%}", \
                        "xyChart": {"plotReservedSpacePercent": 25}, \
                        "themeVariables": {"xyChart": {"backgroundColor": "transparent", \
                        "plotColorPalette": "#4f86c6"}}}}%%
                        xychart-beta
                            title "amount by name"
                            x-axis ["name 1", "name 2", "name 3"]
                            y-axis "amount" 0 --> 30
                            bar [10, 20, 30]\
                        """);
    }

    @Test
    void aLongNameBesideShortOnesLaysTheChartDown() {
        var names = table("name|n", row("a", 4), row("A Name of 24 Characters.", 3), row("c", 2));
        assertThat(Chart.of(names).flatMap(Chart::mermaid).orElseThrow())
                .contains("xychart-beta horizontal");
        var shorter = table("name|n", row("a", 4), row("A Name of 20 Chars..", 3), row("c", 2));
        assertThat(Chart.of(shorter).flatMap(Chart::mermaid).orElseThrow())
                .doesNotContain("horizontal");
    }

    @Test
    void numbersAlongALyingAxisAreShortSoThatTheyDoNotTouch() {
        var upright = rows("name|amount", 6, it -> row("short " + it, it * 10_000));
        assertThat(Chart.of(upright).flatMap(Chart::mermaid).orElseThrow())
                .contains("y-axis \"amount\" 0 --> 50000");
        var lying = rows("name|amount", 6, it -> row("a much longer name " + it, it * 10_000));
        assertThat(Chart.of(lying).flatMap(Chart::mermaid).orElseThrow())
                .contains("xychart-beta horizontal", "y-axis \"amount, thousands\" 0 --> 50");
    }

    @Test
    void aLineInMermaidSaysItsYearOnce() {
        assertThat(Chart.of(months()).flatMap(Chart::mermaid).orElseThrow())
                .contains(
                        "x-axis \"month, 2025\" [\"01\", \"02\"",
                        "line [1000, 1007",
                        "y-axis \"revenue\" 0 --> 1250");
        var days = rows("day|n", 365, it -> row(LocalDate.of(2025, 1, 1).plusDays(it), it));
        assertThat(Chart.of(days).flatMap(Chart::mermaid).orElseThrow())
                .contains("x-axis \"day, 2025-01-01 to 2025-12-31\" 1 --> 365");
    }

    @Test
    void sharesInMermaid() {
        assertThat(Chart.of(SHARES).flatMap(Chart::mermaid).orElseThrow())
                .isEqualTo(
                        """
                        %%{init: {"themeVariables": {"pieOpacity": "1", \
                        "pieSectionTextColor": "#ffffff", "pie1": "#4f86c6", "pie2": "#e08a3c", \
                        "pie3": "#5fa35a", "pie4": "#c95d63", "pie5": "#8f74b8", "pie6": "#b59a3a", \
                        "pie7": "#4fa3a5", "pie8": "#9a7560"}}}%%
                        pie showData title share pct by segment
                            "Food" : 60.4
                            "Health" : 39.6\
                        """);
    }

    @Test
    void barsBelowZeroAreNotLeftToMermaid() {
        var chart = Chart.of(table("a|b", row("x", -1), row("y", 2))).orElseThrow();
        assertThat(chart.mermaid()).isEmpty();
        assertThat(chart.svg()).contains("<rect");
    }

    @Test
    void noLabelEndsItsQuotesOrBecomesADirective() throws Exception {
        var evil =
                "x\"]\n%%{init: {\"a\":1}}%% <script>alert(1)</script> `#quot; \u202e]]> &amp; "
                        + "y".repeat(50);
        var chart =
                Chart.of(table("<b>\"|n", row(evil + "1", 1), row(evil + "2", 2), row("", 3)))
                        .orElseThrow();
        assertThat(chart.mermaid().orElseThrow().lines().skip(1).toList())
                .hasSize(5)
                .noneMatch(it ->
                        it.contains("%%")
                                || it.contains("<")
                                || it.contains("`")
                                || it.contains("#"))
                .contains(
                        "    x-axis [\"x init: a :1 script ale…\","
                                + " \"x init: a :1 script ale… 2\", \"(empty)\"]");
        assertThat(document(chart.svg()).getElementsByTagName("script").getLength()).isZero();
    }

    @Test
    void everyPictureStandsAloneAndSaysWhatItShows() throws Exception {
        var longest =
                rows(
                        "day_of_the_order|n",
                        366,
                        it -> row(LocalDate.of(2024, 1, 1).plusDays(it), it * 12345));
        var names = rows("name|n", 20, it -> row("&".repeat(60) + it, it));
        for (var table : List.of(many(5), months(), SHARES, longest, names)) {
            var svg = Chart.of(table).orElseThrow().svg();
            assertThat(svg.getBytes(StandardCharsets.UTF_8).length).isLessThan(20_000);
            assertThat(svg).doesNotContain("href", "<script", "<style", "<foreignObject", "url(");
            var root = document(svg);
            assertThat(root.getAttribute("role")).isEqualTo("img");
            assertThat(root.getElementsByTagName("title").item(0).getTextContent())
                    .contains(" by ");
            assertThat(root.getElementsByTagName("desc").item(0).getTextContent())
                    .contains("points, from");
        }
    }

    @Test
    void noTwoTextsOfAPictureOverlap() throws Exception {
        var negative = table("region|n", row("North", 120), row("South", -80.5), row("West", -30));
        var many =
                rows(
                        "a name of some length|n",
                        20,
                        it -> row("The product number " + it, 1_000_000 * it + 1));
        var days = rows("day|n", 300, it -> row(LocalDate.of(2024, 1, 1).plusDays(it), it));
        for (var table : List.of(many(5), months(), SHARES, negative, many, days)) {
            var boxes = new ArrayList<double[]>();
            var texts = document(Chart.of(table).orElseThrow().svg()).getElementsByTagName("text");
            for (int index = 0; index < texts.getLength(); index++) {
                boxes.add(box((Element) texts.item(index)));
            }
            for (int first = 0; first < boxes.size(); first++) {
                assertThat(boxes.get(first)[0]).isNotNegative();
                assertThat(boxes.get(first)[2]).isLessThanOrEqualTo(SvgChart.WIDTH);
                for (int second = first + 1; second < boxes.size(); second++) {
                    assertThat(overlap(boxes.get(first), boxes.get(second)))
                            .as(
                                    "%s of %s",
                                    texts.item(first).getTextContent(),
                                    texts.item(second).getTextContent())
                            .isFalse();
                }
            }
        }
    }

    private static double[] box(Element text) {
        double width = text.getTextContent().length() * 6.5;
        double x = Double.parseDouble(text.getAttribute("x"));
        double y = Double.parseDouble(text.getAttribute("y"));
        double left =
                switch (text.getAttribute("text-anchor")) {
                    case "middle" -> x - width / 2;
                    case "end" -> x - width;
                    default -> x;
                };
        return new double[] {left, y - 10, left + width, y + 2};
    }

    private static boolean overlap(double[] one, double[] other) {
        return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
    }

    private static Element document(String svg) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
    }

    @Test
    void ticksAreRoundAndHoldAllValues() {
        record Case(String least, String greatest, List<String> ticks) {}
        var cases =
                List.of(
                        new Case("0", "97", List.of("0", "20", "40", "60", "80", "100")),
                        new Case(
                                "0",
                                "182345.5",
                                List.of("0", "50000", "100000", "150000", "200000")),
                        new Case("-30", "120", List.of("-50", "0", "50", "100", "150")),
                        new Case("0", "0.007", List.of("0", "0.002", "0.004", "0.006", "0.008")),
                        new Case("0", "0", List.of("0", "1")),
                        new Case("0", "11", List.of("0", "2.5", "5", "7.5", "10", "12.5")));
        for (var it : cases) {
            var ticks =
                    AxisTicks.between(new BigDecimal(it.least()), new BigDecimal(it.greatest()));
            assertThat(
                            ticks.stream()
                                    .map(tick -> tick.stripTrailingZeros().toPlainString())
                                    .toList())
                    .as(it.toString())
                    .isEqualTo(it.ticks());
        }
    }

    @Test
    void shortNumbersKeepFourDigits() {
        record Case(String value, String text) {}
        for (var it :
                List.of(
                        new Case("0", "0"),
                        new Case("1234", "1234"),
                        new Case("12345", "12.35k"),
                        new Case("-1234567", "-1.235M"),
                        new Case("99999.9", "100k"),
                        new Case("0.000123456", "0.0001235"),
                        new Case("2.50", "2.5"))) {
            assertThat(ShortNumber.of(new BigDecimal(it.value())))
                    .as(it.value())
                    .isEqualTo(it.text());
        }
    }
}
