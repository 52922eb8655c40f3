package dev.understudy.agent.tool;

/**
 * The units, with exact factors. Sources: SI brochure (9th edition); NIST SP 811 (2008), appendix
 * B, for inch, pound, gallon and what is made of them, for BTU (international table), calorie
 * (thermochemical), mmHg and horsepower; UK Weights and Measures Act 1985 for the imperial gallon;
 * IEC 80000-13 for KiB and the like. A name that means several units stands at each of them.
 */
final class UnitTable {
    private UnitTable() {}

    /**
     * A line for each unit: names, the symbol first | factor, with {@code ÷} in front for a
     * reciprocal one | offset, where there is one.
     */
    static String of(Dimension dimension) {
        return switch (dimension) {
            case LENGTH ->
                    """
                    m, metre, meter | 1
                    km, kilometre, kilometer | 1000
                    dm, decimetre, decimeter | 1 ÷ 10
                    cm, centimetre, centimeter | 1 ÷ 100
                    mm, millimetre, millimeter | 1 ÷ 1000
                    µm, um, micrometre, micrometer, micron | 1 ÷ 10^6
                    nm, nanometre, nanometer | 1 ÷ 10^9
                    in, inch, inches | 0.0254
                    ft, foot, feet | 0.3048
                    yd, yard | 0.9144
                    mi, mile | 1609.344
                    nmi, nautical mile | 1852
                    au, astronomical unit | 149597870700
                    ly, light year, light-year, lightyear | 9460730472580800
                    """;
            case MASS ->
                    """
                    kg, kilogram, kilogramme, kilo | 1
                    g, gram, gramme | 1 ÷ 1000
                    mg, milligram | 1 ÷ 10^6
                    µg, ug, mcg, microgram | 1 ÷ 10^9
                    t, tonne, metric ton, ton | 1000
                    lb, lbs, pound | 0.45359237
                    oz, ounce | 0.028349523125
                    st, stone | 6.35029318
                    short ton, US ton, ton | 907.18474
                    long ton, imperial ton, UK ton, ton | 1016.0469088
                    ct, carat | 0.0002
                    gr, grain | 0.00006479891
                    """;
            case AREA ->
                    """
                    m², m2, sqm, sq m, square metre, square meter | 1
                    km², km2, sq km, square kilometre, square kilometer | 10^6
                    cm², cm2, sq cm, square centimetre, square centimeter | 1 ÷ 10^4
                    mm², mm2, sq mm, square millimetre, square millimeter | 1 ÷ 10^6
                    ha, hectare | 10^4
                    in², in2, sq in, square inch, square inches | 0.0254^2
                    ft², ft2, sqft, sq ft, square foot, square feet | 0.3048^2
                    yd², yd2, sq yd, square yard | 0.9144^2
                    mi², mi2, sq mi, square mile | 1609.344^2
                    acre, ac | 4046.8564224
                    """;
            case VOLUME ->
                    """
                    l, L, litre, liter | 1
                    ml, mL, millilitre, milliliter | 1 ÷ 1000
                    cl, cL, centilitre, centiliter | 1 ÷ 100
                    dl, dL, decilitre, deciliter | 1 ÷ 10
                    hl, hL, hectolitre, hectoliter | 100
                    m³, m3, cubic metre, cubic meter | 1000
                    cm³, cm3, cc, cubic centimetre, cubic centimeter | 1 ÷ 1000
                    in³, in3, cubic inch, cubic inches | 0.016387064
                    ft³, ft3, cubic foot, cubic feet | 28.316846592
                    US gal, US gallon, gal, gallon | 3.785411784
                    imp gal, imperial gallon, UK gallon, gal, gallon | 4.54609
                    US qt, US quart, qt, quart | 3.785411784 ÷ 4
                    imp qt, imperial quart, UK quart, qt, quart | 4.54609 ÷ 4
                    US pt, US pint, pt, pint | 3.785411784 ÷ 8
                    imp pt, imperial pint, UK pint, pt, pint | 4.54609 ÷ 8
                    US cup, cup | 3.785411784 ÷ 16
                    metric cup, cup | 0.25
                    US fl oz, US fluid ounce, fl oz, fluid ounce | 3.785411784 ÷ 128
                    imp fl oz, imperial fluid ounce, UK fluid ounce, fl oz, fluid ounce | 4.54609 ÷ 160
                    US tbsp, US tablespoon, tbsp, tablespoon | 3.785411784 ÷ 256
                    metric tbsp, metric tablespoon, tbsp, tablespoon | 0.015
                    US tsp, US teaspoon, tsp, teaspoon | 3.785411784 ÷ 768
                    metric tsp, metric teaspoon, tsp, teaspoon | 0.005
                    bbl, oil barrel, barrel | 3.785411784 × 42
                    """;
            case TEMPERATURE ->
                    """
                    K, kelvin | 1
                    °C, C, celsius, degree celsius, degrees celsius, deg C, degrees C, centigrade | 1 | 273.15
                    °F, F, fahrenheit, degree fahrenheit, degrees fahrenheit, deg F, degrees F | 5 ÷ 9 | 459.67
                    """;
            case TIME ->
                    """
                    s, sec, second | 1
                    ms, millisecond | 1 ÷ 1000
                    µs, us, microsecond | 1 ÷ 10^6
                    ns, nanosecond | 1 ÷ 10^9
                    min, minute | 60
                    h, hr, hour | 3600
                    d, day | 86400
                    week, wk | 604800
                    fortnight | 1209600
                    years of 365 days, year, yr | 31536000
                    Julian years (365.25 days), Julian year, year, yr | 31557600
                    """;
            case SPEED ->
                    """
                    m/s, mps, metre per second, metres per second, meter per second, meters per second | 1
                    km/h, kmh, kph, kilometres per hour, kilometers per hour | 1 ÷ 3.6
                    mph, mi/h, mile per hour, miles per hour | 0.44704
                    kn, kt, knot | 1852 ÷ 3600
                    ft/s, fps, feet per second, foot per second | 0.3048
                    """;
            case DATA ->
                    """
                    bit, b | 1
                    byte, B | 8
                    kB, KB, kb, kilobyte | 8 × 1000
                    MB, mb, megabyte | 8 × 1000^2
                    GB, gb, gigabyte | 8 × 1000^3
                    TB, tb, terabyte | 8 × 1000^4
                    PB, petabyte | 8 × 1000^5
                    KiB, KB, kibibyte | 8 × 1024
                    MiB, mebibyte | 8 × 1024^2
                    GiB, gibibyte | 8 × 1024^3
                    TiB, tebibyte | 8 × 1024^4
                    PiB, pebibyte | 8 × 1024^5
                    kbit, kb, kilobit | 1000
                    Mbit, Mb, mb, megabit | 1000^2
                    Gbit, Gb, gb, gigabit | 1000^3
                    Tbit, Tb, tb, terabit | 1000^4
                    """;
            case DATA_RATE ->
                    """
                    bit/s, bps, bits per second | 1
                    kbit/s, kbps, kilobits per second | 1000
                    Mbit/s, Mbps, mbps, Mb/s, megabits per second | 1000^2
                    Gbit/s, Gbps, gbps, Gb/s, gigabits per second | 1000^3
                    B/s, bytes per second | 8
                    kB/s, KB/s, kilobytes per second | 8 × 1000
                    MB/s, MBps, megabytes per second | 8 × 1000^2
                    GB/s, GBps, gigabytes per second | 8 × 1000^3
                    MiB/s, mebibytes per second | 8 × 1024^2
                    GiB/s, gibibytes per second | 8 × 1024^3
                    """;
            case ENERGY ->
                    """
                    J, joule | 1
                    kJ, kilojoule | 1000
                    MJ, megajoule | 10^6
                    GJ, gigajoule | 10^9
                    Wh, watt hour, watt-hour | 3600
                    kWh, kilowatt hour, kilowatt-hour | 3600000
                    MWh, megawatt hour, megawatt-hour | 3600 × 10^6
                    GWh, gigawatt hour, gigawatt-hour | 3600 × 10^9
                    TWh, terawatt hour, terawatt-hour | 3600 × 10^12
                    cal, small calorie, calorie | 4.184
                    kcal, Cal, kilocalorie, food calorie, calorie | 4184
                    BTU, Btu, british thermal unit | 1055.05585262
                    eV, electronvolt | 1.602176634 ÷ 10^19
                    ft lbf, foot-pound, foot pound | 0.3048 × 4.4482216152605
                    """;
            case POWER ->
                    """
                    W, watt | 1
                    mW, milliwatt | 1 ÷ 1000
                    kW, kilowatt | 1000
                    MW, megawatt | 10^6
                    GW, gigawatt | 10^9
                    mechanical hp, imperial hp, hp, horsepower | 550 × 0.3048 × 4.4482216152605
                    metric hp, PS, hp, horsepower | 75 × 9.80665
                    BTU/h | 1055.05585262 ÷ 3600
                    """;
            case PRESSURE ->
                    """
                    Pa, pascal | 1
                    hPa, hectopascal | 100
                    kPa, kilopascal | 1000
                    MPa, megapascal | 10^6
                    bar | 10^5
                    mbar, millibar | 100
                    atm, atmosphere, standard atmosphere | 101325
                    psi, pounds per square inch | 4.4482216152605 ÷ 0.0254^2
                    mmHg, mm Hg, millimetres of mercury, millimeters of mercury | 133.322387415
                    inHg, in Hg, inches of mercury | 133.322387415 × 25.4
                    Torr | 101325 ÷ 760
                    """;
            case FUEL ->
                    """
                    l/100km, l/100 km, L/100km, L/100 km, litres per 100 km, liters per 100 km, litres per 100 kilometres, liters per 100 kilometers | 1 ÷ 100
                    km/l, km/L, kilometres per litre, kilometers per liter | ÷ 1
                    mpg (US), US mpg, mpg, miles per gallon, miles per US gallon | ÷ 3.785411784 ÷ 1.609344
                    mpg (imperial), imperial mpg, UK mpg, mpg, miles per gallon, miles per imperial gallon | ÷ 4.54609 ÷ 1.609344
                    """;
        };
    }
}
