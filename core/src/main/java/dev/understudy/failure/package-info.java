/**
 * What went wrong with a call and what would help: one taxonomy for every upstream. {@link
 * dev.understudy.failure.CallFailure} holds the table.
 */
package dev.understudy.failure;
