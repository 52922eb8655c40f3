/**
 * The embedded database: in memory, filled with the sample or with files, and locked before
 * anything else can run on it.
 */
@NullMarked
package dev.understudy.data.source.duckdb;

import org.jspecify.annotations.NullMarked;
