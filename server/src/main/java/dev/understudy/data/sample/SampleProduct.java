package dev.understudy.data.sample;

/**
 * A product of the sample.
 *
 * @param category its number, from 1
 * @param cents its list price
 */
record SampleProduct(int id, String name, int category, int cents) {}
