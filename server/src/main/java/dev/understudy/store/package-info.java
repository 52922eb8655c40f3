/**
 * The durable ledger: one SQLite file that all processes of a home share, or a schema in PostgreSQL
 * for several machines; and the usage log. {@link dev.understudy.store.SqliteLedger} and {@link
 * dev.understudy.store.PostgresLedger} are the ways in; one thread of the ledger's own writes, and
 * nobody waits for it but through a stage. Nothing outside this package sees SQL.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.store;
