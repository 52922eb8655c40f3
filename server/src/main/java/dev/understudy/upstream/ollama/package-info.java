/**
 * Ollama's native protocol: {@code POST /api/chat}, streamed as one JSON object per line. Entry:
 * {@link dev.understudy.upstream.ollama.OllamaUpstream}. Everything in here runs on the event loop
 * of the call; {@link dev.understudy.upstream.ollama.OllamaFailures} is the only class that reads
 * what went wrong.
 *
 * <p>Native, because Ollama's OpenAI wire has no {@code num_ctx}, no {@code truncate} and loses
 * errors in the middle of a stream.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.upstream.ollama;
