/**
 * HTTP as every address here speaks it: bodies read within bounds, errors as one kind of object,
 * who may call from which page. Knows no address and nothing of chats.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.web.http;
