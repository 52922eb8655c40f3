package dev.understudy.quota;

/**
 * A place in the quota, taken before an attempt begins. It is ended once: settled when some byte of
 * the attempt was written to the upstream, released when none was.
 *
 * @param id which row of the ledger holds it
 */
public record Reservation(long id) {}
