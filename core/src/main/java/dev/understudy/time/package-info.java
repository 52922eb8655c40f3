/** Elapsed time and dates, handed in from outside: the only place where a clock is read. */
package dev.understudy.time;
