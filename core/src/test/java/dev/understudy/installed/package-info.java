/** Servers of Debian's packages, which tests and benchmarks run in folders of their own. */
@org.jspecify.annotations.NullMarked
package dev.understudy.installed;
