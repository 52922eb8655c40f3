/** The embedded database, as it is. */
@org.jspecify.annotations.NullMarked
package dev.understudy.data.source.duckdb;
