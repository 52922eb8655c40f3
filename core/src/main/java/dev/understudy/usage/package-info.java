/**
 * The record of what was used: the ledger's port ({@link dev.understudy.usage.UsageLedger}), its
 * entries, and a ledger in memory for embedders and tests. Thread-safe; nothing in it blocks.
 */
package dev.understudy.usage;
