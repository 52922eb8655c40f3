/**
 * The OpenAI chat API as we serve it: its request bodies read, its completions, chunks and error
 * objects written. Lenient in what it reads, strict in what it writes; every chunk is built from
 * scratch, so that no field of an upstream can reach a front end. Knows nothing of routes and
 * status codes.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.web.openai;
