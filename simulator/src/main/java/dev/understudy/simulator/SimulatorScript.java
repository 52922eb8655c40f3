package dev.understudy.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;

/**
 * Models and their behaviours, read from a JSON file:
 *
 * <pre>{@code
 * {
 *   "models": {
 *     "gpt-oss:120b-cloud": [
 *       {"error": 502},
 *       {"text": "Half an ans", "ending": "reset", "endingAfter": 2},
 *       {"text": "Well again.", "firstTokenAfterMillis": 200, "betweenTokensMillis": 20}
 *     ],
 *     "llama3.2:3b": {
 *       "capabilities": ["completion", "tools"],
 *       "contextLength": 131072,
 *       "defaultNumCtx": 4096,
 *       "behaviours": [{"echo": true}]
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>A model holds its behaviours in order; the last one repeats for ever. A behaviour has exactly
 * one of
 *
 * <ul>
 *   <li>{@code "text": "..."}, {@code "pieces": ["..."]}, {@code "echo": true}
 *   <li>{@code "toolCall": {"name": "...", "arguments": {}}}, {@code "json": ...}, {@code
 *       "jsonBySchema": true}
 *   <li>{@code "error": 300..599}, with an optional {@code "body"} (a string, or JSON)
 *   <li>{@code "empty": true}, {@code "silence": true}, {@code "refuseCapability": "tools"}
 * </ul>
 *
 * and may have
 *
 * <ul>
 *   <li>{@code "thinking": "..."} (beside {@code text} or {@code empty})
 *   <li>{@code "headersAfterMillis"}, {@code "firstTokenAfterMillis"}, {@code
 *       "betweenTokensMillis"}
 *   <li>{@code "ending"}: {@code done}, {@code errorLine} (with {@code "endingBody"}), {@code
 *       endWithoutDone}, {@code reset}, {@code cut}, {@code silence}, {@code badJson}, {@code
 *       oddKey}; and {@code "endingAfter"}: after how many pieces
 *   <li>{@code "usage": {"prompt": 12, "completion": 34}} or {@code "usage": false}; {@code
 *       "finish": "length"}
 *   <li>{@code "headers": {"Retry-After": "3"}}, {@code "splitBytes": true}
 * </ul>
 *
 * <p>What each of these does is said at the method of {@link Behaviour} that has its name.
 * Immutable.
 */
public record SimulatorScript(List<Part> parts) {
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    /** A model and its behaviours, of which there is at least one. */
    public record Part(SimulatedModel model, List<Behaviour> behaviours) {
        public Part {
            behaviours = List.copyOf(behaviours);
            if (behaviours.isEmpty()) {
                throw new IllegalArgumentException(
                        "Model '%s' needs at least one behaviour".formatted(model.name()));
            }
        }
    }

    public SimulatorScript {
        parts = List.copyOf(parts);
    }

    /**
     * Two friendly models with small delays: {@code gpt-oss:120b-cloud} and {@code llama3.2:3b}.
     */
    public static SimulatorScript standard() {
        var name = "standard-script.json";
        try (var in = SimulatorScript.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the simulator's jar");
            }
            return parse(new String(in.readAllBytes(), UTF_8), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a file of at most 16 MiB.
     *
     * @throws ScriptProblem when it cannot be read, is not JSON, or is no script
     */
    public static SimulatorScript read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ScriptProblem("%s is larger than %d bytes".formatted(file, MOST_BYTES));
            }
            return parse(Files.readString(file), file.toString());
        } catch (NoSuchFileException _) {
            throw new ScriptProblem("There is no file " + file);
        } catch (CharacterCodingException _) {
            throw new ScriptProblem(file + " is not UTF-8");
        } catch (IOException e) {
            throw new ScriptProblem("Cannot read %s: %s".formatted(file, e.getMessage()));
        }
    }

    /**
     * Reads a script.
     *
     * @param source where it comes from, for error messages
     * @throws ScriptProblem when it is not JSON, or no script
     */
    public static SimulatorScript parse(String json, String source) {
        try {
            return ScriptReader.read(new ScriptNode(Json.read(json), source + ": $"));
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new ScriptProblem(
                    "%s, line %d, column %d: not JSON: %s"
                            .formatted(
                                    source,
                                    at == null ? 0 : at.getLineNr(),
                                    at == null ? 0 : at.getColumnNr(),
                                    e.getOriginalMessage()));
        }
    }

    /** Gives the models and scripts to a simulator. */
    public Simulator playOn(Simulator simulator) {
        for (var part : parts) {
            var behaviours = part.behaviours();
            simulator.model(
                    part.model(),
                    behaviours.getFirst(),
                    behaviours.subList(1, behaviours.size()).toArray(Behaviour[]::new));
        }
        return simulator;
    }
}
