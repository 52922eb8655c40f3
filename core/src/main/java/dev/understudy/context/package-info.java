/**
 * What fits into a model's context window, and what is left out when not all of it does. {@link
 * dev.understudy.context.HistoryTrimmer} is the entry. Pure and thread-safe.
 */
package dev.understudy.context;
