/**
 * The models a query can be answered by: their profiles, clocks and order (the chain). Immutable
 * values.
 */
package dev.understudy.model;
