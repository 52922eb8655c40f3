/**
 * What an operator is told of: which events are a change worth an alert, and how often one is told.
 * {@link dev.understudy.alert.AlertBoard} is the entry and thread-safe; the parts report to it
 * through {@link dev.understudy.alert.ServiceWatch}. Sending alerts anywhere is not its part.
 */
package dev.understudy.alert;
