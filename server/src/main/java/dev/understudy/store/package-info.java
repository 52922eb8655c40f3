/**
 * The durable ledger: one SQLite file that all processes of a home share, its schema, and the usage
 * log beside it. {@link dev.understudy.store.SqliteLedger} is the way in; one thread of its own
 * writes, and nobody waits for it but through a stage. Nothing outside this package sees SQL.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.store;
