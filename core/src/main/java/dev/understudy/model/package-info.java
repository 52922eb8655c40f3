/**
 * The models a query can be answered by: what is known of each ({@link
 * dev.understudy.model.ModelProfile}), its clocks, and the order in which they are asked ({@link
 * dev.understudy.model.Chain}). Immutable values.
 */
package dev.understudy.model;
