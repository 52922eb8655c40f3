package dev.understudy.data.sample;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The orders of one day, computed from the day alone and from who was a customer then: they are the
 * same whatever day it is today.
 */
final class SampleDay {
    /** Orders on a day in percent of the usual: Monday to Sunday. */
    private static final int[] WEEK = {105, 100, 100, 110, 120, 95, 70};

    /** Likewise: January to December. */
    private static final int[] YEAR = {85, 85, 95, 95, 100, 95, 85, 90, 105, 105, 125, 140};

    private static final String[] STATUS = {"completed", "cancelled", "returned"};
    private static final int[] STATUS_WEIGHT = {92, 5, 3};
    private static final String[] CHANNEL = {"online", "store", "phone"};
    private static final int[] CHANNEL_WEIGHT = {60, 28, 12};

    /** How often each category is bought: Coffee and Tea most, Furniture least. */
    private static final int[] CATEGORY_WEIGHT = {30, 18, 16, 7, 11, 18};

    private final LocalDate day;
    private final List<SampleCustomer> customers;
    private final int[] customerWeights;
    private final List<SampleProduct> products;
    private final SampleRandom random;

    SampleDay(LocalDate day, List<SampleCustomer> all, List<SampleProduct> products) {
        this.day = day;
        this.customers = all.stream().filter(it -> !it.since().isAfter(day)).toList();
        this.customerWeights = customers.stream().mapToInt(SampleCustomer::weight).toArray();
        this.products = products;
        this.random = new SampleRandom(day.toEpochDay());
    }

    /** The day's orders, numbered from {@code firstId}. */
    List<SampleOrder> orders(long firstId) {
        int count = count();
        var orders = new ArrayList<SampleOrder>(count);
        for (int i = 0; i < count; i++) {
            orders.add(order(firstId + i));
        }
        return orders;
    }

    /** Some 14 in the first year, a tenth more in each year after it. */
    private int count() {
        long months = ChronoUnit.MONTHS.between(SampleShop.FIRST_DAY, day);
        int usual = (int) (1300 + 11 * months) + random.below(400);
        return usual
                * WEEK[day.getDayOfWeek().getValue() - 1]
                * YEAR[day.getMonthValue() - 1]
                / 1_000_000;
    }

    private SampleOrder order(long id) {
        SampleCustomer customer = customers.get(random.weighted(customerWeights));
        String status = STATUS[random.weighted(STATUS_WEIGHT)];
        String channel = CHANNEL[random.weighted(CHANNEL_WEIGHT)];
        return new SampleOrder(id, customer, day, status, channel, lines());
    }

    private List<SampleOrder.Line> lines() {
        int count = 1 + random.weighted(new int[] {30, 30, 20, 12, 8});
        var lines = new ArrayList<SampleOrder.Line>(count);
        while (lines.size() < count) {
            SampleProduct product = product();
            if (lines.stream().noneMatch(line -> line.product().equals(product))) {
                lines.add(line(product));
            }
        }
        return lines;
    }

    private SampleProduct product() {
        int category = random.weighted(CATEGORY_WEIGHT);
        int perCategory = products.size() / CATEGORY_WEIGHT.length;
        // The smaller of two: the first products of a category sell best.
        int one = random.below(perCategory);
        int other = random.below(perCategory);
        return products.get(category * perCategory + Math.min(one, other));
    }

    /** Cheap things are bought by the dozen; one line in eight has a tenth off. */
    private SampleOrder.Line line(SampleProduct product) {
        int most = product.cents() < 2_000 ? 12 : product.cents() < 6_000 ? 5 : 2;
        int cents = random.chance(12) ? product.cents() * 9 / 10 : product.cents();
        return new SampleOrder.Line(product, 1 + random.below(most), cents);
    }
}
