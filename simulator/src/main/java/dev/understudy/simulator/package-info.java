/**
 * An upstream that fails on a script, over real sockets: Ollama's native protocol and the OpenAI
 * wire.
 *
 * <p>Start at {@link dev.understudy.simulator.Simulator}: give it models and a {@link
 * dev.understudy.simulator.Behaviour} for each call, let the code under test talk to its URL, then
 * look at what it {@linkplain dev.understudy.simulator.RecordedRequest was sent}. A {@link
 * dev.understudy.simulator.SimulatorScript} holds the same in a JSON file.
 *
 * <p>Every public type is thread-safe. All that happens on the sockets happens on one Vert.x event
 * loop; delays are its timers. The package depends on Vert.x core and Jackson 3 alone, never on the
 * server it is used to test.
 */
@NullMarked
package dev.understudy.simulator;

import org.jspecify.annotations.NullMarked;
