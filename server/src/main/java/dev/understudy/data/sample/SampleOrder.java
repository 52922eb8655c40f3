package dev.understudy.data.sample;

import java.time.LocalDate;
import java.util.List;

/** An order of the sample, with its lines. */
record SampleOrder(
        long id,
        SampleCustomer customer,
        LocalDate day,
        String status,
        String channel,
        List<Line> lines) {

    /**
     * A line of an order.
     *
     * @param cents what one costs
     */
    record Line(SampleProduct product, int quantity, int cents) {
        long amount() {
            return (long) quantity * cents;
        }
    }

    long total() {
        return lines.stream().mapToLong(Line::amount).sum();
    }
}
