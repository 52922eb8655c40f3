/** The sample, loaded into real databases. */
@org.jspecify.annotations.NullMarked
package dev.understudy.data.sample;
