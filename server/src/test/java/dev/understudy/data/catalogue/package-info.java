/** What there is to ask, described and ranked. */
@org.jspecify.annotations.NullMarked
package dev.understudy.data.catalogue;
