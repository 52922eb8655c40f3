package dev.understudy.simulator;

import java.util.List;
import java.util.Optional;

/** What a {@link Behaviour} answers with; made by the factories of {@code Behaviour}. */
public sealed interface Reply {

    /**
     * An answer whose words are fixed.
     *
     * @param thinking sent first, one line for each element
     * @param text the answer, one line for each element
     * @param toolCalls sent last, one line for each
     */
    record Said(List<String> thinking, List<String> text, List<ToolCall> toolCalls)
            implements Reply {
        static final Said NOTHING = new Said(List.of(), List.of(), List.of());

        public Said {
            thinking = List.copyOf(thinking);
            text = List.copyOf(text);
            toolCalls = List.copyOf(toolCalls);
        }
    }

    /** The last message of the user, word for word. */
    record Echo() implements Reply {}

    /** A smallest valid instance of the JSON schema that the request asks for. */
    record JsonBySchema() implements Reply {}

    /**
     * An HTTP error.
     *
     * @param body sent as it is; empty = a message in the shape of the client's wire
     */
    record HttpError(int status, Optional<String> body) implements Reply {
        public HttpError {
            if (status < 300 || status > 599) {
                throw new IllegalArgumentException(
                        "The status of an error must lie in 300..599, got " + status);
            }
        }
    }

    /** HTTP 400 in the words that Ollama has for a capability that the model lacks. */
    record RefusedCapability(String capability) implements Reply {}
}
