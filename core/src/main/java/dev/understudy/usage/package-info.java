/**
 * The record of what was used: the ledger's port and its entries, and a ledger in memory for
 * embedders and tests.
 */
package dev.understudy.usage;
