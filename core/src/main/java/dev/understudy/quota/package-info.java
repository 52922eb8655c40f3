/**
 * How many metered attempts a window allows, when a window begins and ends, and what the ledger
 * says to an attempt that wants to begin. {@link dev.understudy.quota.Quota} is the entry. Pure
 * values: counting is the ledger's part.
 */
package dev.understudy.quota;
