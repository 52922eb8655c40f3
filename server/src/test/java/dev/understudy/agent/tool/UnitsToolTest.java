package dev.understudy.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsToolTest {
    private final Tool tool = new UnitsTool();

    private ToolResult convert(String value, String from, String to) {
        return tool.run(
                "{\"value\": %s, \"from\": \"%s\", \"to\": \"%s\"}".formatted(value, from, to));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    26.2   | miles      | km          | 26.2 mi = 42.1648128 km
                    1      | inch       | cm          | 1 in = 2.54 cm
                    6      | feet       | m           | 6 ft = 1.8288 m
                    180    | cm         | feet        | 180 cm ≈ 5.905511811 ft
                    1      | nautical miles | km      | 1 nmi = 1.852 km
                    150    | lbs        | kg          | 150 lb = 68.0388555 kg
                    1      | stone      | lb          | 1 st = 14 lb
                    8      | ounces     | g           | 8 oz = 226.796185 g
                    1      | short ton  | kg          | 1 short ton = 907.18474 kg
                    2.5    | ha         | m²          | 2.5 ha = 25000 m²
                    1      | acre       | m2          | 1 acre = 4046.8564224 m²
                    1      | square mile | km^2       | 1 mi² = 2.589988110336 km²
                    1      | US gallon  | l           | 1 US gal = 3.785411784 l
                    1      | imperial gallon | litres | 1 imp gal = 4.54609 l
                    1      | cubic foot | litres      | 1 ft³ = 28.316846592 l
                    1      | barrel     | litre       | 1 bbl = 158.987294928 l
                    100    | °C         | °F          | 100 °C = 212 °F
                    -40    | F          | celsius     | -40 °F = -40 °C
                    98.6   | fahrenheit | C           | 98.6 °F = 37 °C
                    0      | K          | °C          | 0 K = -273.15 °C
                    25     | degrees celsius | K      | 25 °C = 298.15 K
                    3      | hours      | min         | 3 h = 180 min
                    2      | weeks      | days        | 2 week = 14 d
                    100    | km/h       | mph         | 100 km/h ≈ 62.1371192237 mph
                    60     | mph        | km/h        | 60 mph = 96.56064 km/h
                    10     | knots      | km/h        | 10 kn = 18.52 km/h
                    1      | GiB        | MB          | 1 GiB = 1073.741824 MB
                    1      | GB         | GiB         | 1 GB ≈ 0.931322574615 GiB
                    8      | Mbit       | MB          | 8 Mbit = 1 MB
                    100    | Mbps       | MB/s        | 100 Mbit/s = 12.5 MB/s
                    1      | kWh        | MJ          | 1 kWh = 3.6 MJ
                    500    | kcal       | kJ          | 500 kcal = 2092 kJ
                    1      | BTU        | J           | 1 BTU = 1055.05585262 J
                    100    | kW         | PS          | 100 kW ≈ 135.9621617304 metric hp
                    1      | PS         | W           | 1 metric hp = 735.49875 W
                    1      | mechanical hp | W        | 1 mechanical hp = 745.69987158227022 W
                    1      | MW         | kW          | 1 MW = 1000 kW
                    1      | mW         | W           | 1 mW = 0.001 W
                    1      | atm        | hPa         | 1 atm = 1013.25 hPa
                    30     | psi        | bar         | 30 psi ≈ 2.068427188 bar
                    1      | atm        | Torr        | 1 atm = 760 Torr
                    8      | l/100km    | km/l        | 8 l/100km = 12.5 km/l
                    30     | US mpg     | l/100km     | 30 mpg (US) ≈ 7.8404861111 l/100km
                    5      | l/100km    | imperial mpg | 5 l/100km ≈ 56.4961872664 mpg (imperial)
                    """)
    void convertsExactly(String value, String from, String to, String result) {
        assertThat(convert(value, from, to).text()).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1 | gallon | l   | 1 US gal = 3.785411784 l; 1 imp gal = 4.54609 l
                    1 | ton    | kg  | 1 t = 1000 kg; 1 short ton = 907.18474 kg; 1 long ton = 1016.0469088 kg
                    8 | mb     | kB  | 8 MB = 8000 kB; 8 Mbit = 1000 kB
                    1 | KB     | B   | 1 kB = 1000 byte; 1 KiB = 1024 byte
                    1 | year   | days | 1 years of 365 days = 365 d; 1 Julian years (365.25 days) = 365.25 d
                    1 | calorie | J  | 1 cal = 4.184 J; 1 kcal = 4184 J
                    """)
    void aNameWithSeveralMeaningsGivesAllOfThem(
            String value, String from, String to, String results) {
        assertThat(convert(value, from, to).text().lines()).containsExactly(results.split("; "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1   | kilometer | pounds   | kilometer is a length and pounds is a mass
                    1   | killometer | m       | no unit is called "killometer"; perhaps kilometer
                    1   | parsec    | km       | no unit is called "parsec"
                    1   | m         | bananas  | no unit is called "bananas"
                    "x" | m         | km       | the value must be a number
                    "1e999" | m     | km       | the value must be a number
                    0   | l/100km   | US mpg   | division by zero
                    true | m        | km       | "value" must be a text or a number
                    """)
    void whatCannotBeConvertedIsSaid(String value, String from, String to, String error) {
        assertThat(convert(value, from, to).text()).startsWith("Error: ").contains(error);
    }

    @Test
    void numbersInWordsOfTextAreRead() {
        assertThat(convert("\"1,500\"", "m", "km").text()).isEqualTo("1500 m = 1.5 km");
        assertThat(convert("1.5e3", "m", "km").text()).isEqualTo("1500 m = 1.5 km");
    }

    @Test
    void eachUnitHasASymbolThatFindsItAlone() {
        for (var unit : all()) {
            assertThat(Units.named(unit.symbol())).as(unit.symbol()).containsExactly(unit);
        }
    }

    /** There and back again, at most the rounding of one result apart. */
    @Test
    void thereAndBackAgainIsTheSame() {
        long seed = Long.getLong("seed", 20_261_124L);
        System.out.println("units: seed " + seed);
        var random = new Random(seed);
        var units = all();
        int tried = 0;
        while (tried < 2_000) {
            var from = units.get(random.nextInt(units.size()));
            var to = units.get(random.nextInt(units.size()));
            if (from.dimension() != to.dimension()) {
                continue;
            }
            tried++;
            var value = BigDecimal.valueOf(1 + random.nextInt(1_000_000), random.nextInt(4));
            var there = number(convert(value.toPlainString(), from.symbol(), to.symbol()));
            var back =
                    number(
                            convert(
                                    "\"" + there.toPlainString() + "\"",
                                    to.symbol(),
                                    from.symbol()));
            var wrong = back.subtract(value).abs().divide(value, MathContext.DECIMAL64);
            assertThat(wrong)
                    .as("%s %s in %s, seed %d", value, from.symbol(), to.symbol(), seed)
                    .isLessThan(new BigDecimal("1e-5"));
        }
    }

    private static BigDecimal number(ToolResult result) {
        assertThat(result.failed()).as(result.text()).isFalse();
        return new BigDecimal(result.text().replaceAll("^.* [=≈] (\\S+) .*$", "$1"));
    }

    private static List<Unit> all() {
        var units = new ArrayList<Unit>();
        for (var dimension : Dimension.values()) {
            UnitTable.of(dimension)
                    .lines()
                    .map(line -> Arrays.asList(line.split(",|\\|")).getFirst().strip())
                    .forEach(symbol -> units.addAll(Units.named(symbol)));
        }
        return units.stream().distinct().toList();
    }
}
