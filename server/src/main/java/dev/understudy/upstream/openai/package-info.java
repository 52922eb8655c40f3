/**
 * OpenAI's chat completions, as OpenAI and many other servers offer them: {@code POST
 * /v1/chat/completions}, streamed as server-sent events. Entry: {@link
 * dev.understudy.upstream.openai.OpenAiUpstream}. Everything in here runs on the event loop of the
 * call; {@link dev.understudy.upstream.openai.OpenAiFailures} is the only class that reads what
 * went wrong.
 *
 * <p>The servers differ in what they send and agree in little but the names, so what is read is
 * taken leniently and what is sent keeps to what all of them take.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.upstream.openai;
