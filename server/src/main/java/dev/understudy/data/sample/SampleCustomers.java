package dev.understudy.data.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Who buys: 120 from before the first order, and one more every {@value #DAYS_BETWEEN} days. Each
 * is computed from its own number, so that later ones change nothing about earlier ones.
 */
final class SampleCustomers {
    private static final int FOUNDING = 120;
    private static final int DAYS_BETWEEN = 9;

    /** Every such customer never orders. */
    private static final int SILENT = 17;

    private static final List<String> FIRST =
            List.of(
                    "Amber", "Birch", "Copper", "Silver", "Maple", "Harbor", "Willow", "Granite",
                    "Meadow", "Juniper", "Lantern", "Marble", "Orchard", "Saffron", "Thistle",
                    "Velvet", "Winter", "Cedar", "Coral", "Ember");

    private static final List<String> SECOND =
            List.of(
                    "Valley", "Bridge", "Corner", "Garden", "Hill", "Lane", "Market", "Mill",
                    "Park", "River", "Square", "Tower", "Wharf", "Yard", "Grove", "Gate", "Field",
                    "Bay", "Court");

    /** What a customer is, with its segment. */
    private static final List<List<String>> KINDS =
            List.of(
                    List.of("Bakery", "Food"),
                    List.of("Hotel", "Hospitality"),
                    List.of("Studio", "Office"),
                    List.of("Cafe", "Food"),
                    List.of("Clinic", "Health"),
                    List.of("Guesthouse", "Hospitality"),
                    List.of("School", "Education"),
                    List.of("Consulting", "Office"),
                    List.of("Bistro", "Food"),
                    List.of("Library", "Education"),
                    List.of("Architects", "Office"));

    private SampleCustomers() {}

    /** All who were customers on {@code today}, the oldest first. */
    static List<SampleCustomer> until(LocalDate today) {
        var customers = new ArrayList<SampleCustomer>();
        for (int id = 1; ; id++) {
            LocalDate since = since(id);
            if (id > FOUNDING && since.isAfter(today)) {
                return customers;
            }
            customers.add(customer(id, since));
        }
    }

    private static LocalDate since(int id) {
        return id <= FOUNDING
                ? SampleShop.FIRST_DAY.minusDays((FOUNDING - id + 1) * 6L)
                : SampleShop.FIRST_DAY.plusDays((long) (id - FOUNDING) * DAYS_BETWEEN);
    }

    private static SampleCustomer customer(int id, LocalDate since) {
        var random = new SampleRandom(id);
        // 20, 19 and 11 have no common divisor: names do not come again before 4,180 customers.
        List<String> kind = KINDS.get(id % KINDS.size());
        String name =
                "%s %s %s"
                        .formatted(
                                FIRST.get(id % FIRST.size()),
                                SECOND.get(id % SECOND.size()),
                                kind.getFirst());
        SamplePlace place = SamplePlace.ALL.get(random.below(SamplePlace.ALL.size()));
        boolean newsletter = random.chance(40);
        return new SampleCustomer(
                id, name, kind.getLast(), place, newsletter, since, weight(id, random));
    }

    /** A few order much, many a little. */
    private static int weight(int id, SampleRandom random) {
        if (id % SILENT == 0) {
            return 0;
        }
        return 20 + 300 / (3 + random.below(40));
    }
}
