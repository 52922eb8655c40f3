/**
 * A fake of Microsoft SQL Server for tests: it speaks TDS 7.4, the protocol of SQL Server, to the
 * real driver, and lets H2 answer. {@link dev.understudy.tds.FakeSqlServer} is the entry; it says
 * what a test with it proves and what not.
 *
 * <p>The layouts follow Microsoft's public specification MS-TDS; its names for messages and tokens
 * are kept where no plain word is as clear.
 */
@NullMarked
package dev.understudy.tds;

import org.jspecify.annotations.NullMarked;
