package dev.understudy.data.sample;

import java.time.LocalDate;

/**
 * A customer of the sample.
 *
 * @param since the day it became one; it orders from that day on
 * @param weight how often it orders, compared with the others; 0 for one that never does
 */
record SampleCustomer(
        int id,
        String name,
        String segment,
        SamplePlace place,
        boolean newsletter,
        LocalDate since,
        int weight) {}
