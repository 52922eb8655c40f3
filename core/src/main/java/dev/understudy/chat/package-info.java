/**
 * What is asked of a model and what it says: requests, messages and the stream of events. Immutable
 * values.
 */
package dev.understudy.chat;
