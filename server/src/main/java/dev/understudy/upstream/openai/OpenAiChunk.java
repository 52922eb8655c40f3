package dev.understudy.upstream.openai;

import dev.understudy.failure.Defect;
import dev.understudy.upstream.http.AnswerFields;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What one chunk of an answer says, or a whole completion, which has a {@code message} where a
 * chunk has a {@code delta} (source: the types of openai-python 3.3.1). One object is filled again
 * for each chunk, since there is one for each token. One thread at a time.
 */
final class OpenAiChunk {
    private final OpenAiToolCalls toolCalls;
    private boolean error;
    private boolean known;

    /** vLLM repeats the first under the second name; both are never said. */
    private String reasoningContent = "";

    private String reasoning = "";

    /** Empty where the chunk has none. */
    String text = "";

    /** Empty where the chunk has none. */
    String thinking = "";

    /** Empty where the chunk has none. */
    String finishReason = "";

    /** Tokens; negative = not said. */
    long promptTokens;

    /** Tokens; negative = not said. */
    long completionTokens;

    /** Fragments of tool calls go to {@code toolCalls} as they are read. */
    OpenAiChunk(OpenAiToolCalls toolCalls) {
        this.toolCalls = toolCalls;
    }

    /**
     * Whether a finish reason says that the server broke off: OpenRouter's and Mistral's {@code
     * error}, vLLM's {@code abort}, DeepSeek's {@code insufficient_system_resource}.
     */
    static boolean isFailure(String finishReason) {
        return switch (finishReason) {
            case "error", "abort", "insufficient_system_resource" -> true;
            default -> false;
        };
    }

    /** Fills this from an object. The fields mean nothing after a defect. */
    @Nullable Defect read(char[] chars, int from, int length) {
        clear();
        if (!AnswerFields.readObject(chars, from, length, this::readFields)) {
            return Defect.BAD_LINE;
        }
        if (error) {
            return Defect.ERROR_LINE;
        }
        if (toolCalls.areTooMany()) {
            return Defect.TOO_LARGE;
        }
        thinking = reasoningContent.isEmpty() ? reasoning : reasoningContent;
        return known ? null : Defect.BAD_LINE;
    }

    private void clear() {
        error = false;
        known = false;
        text = "";
        thinking = "";
        reasoningContent = "";
        reasoning = "";
        finishReason = "";
        promptTokens = -1;
        completionTokens = -1;
    }

    private void readFields(JsonParser in) {
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = in.currentName();
            var value = in.nextToken();
            switch (name) {
                case "choices" -> {
                    known = true;
                    if (value == JsonToken.START_ARRAY) {
                        readChoices(in);
                    } else {
                        AnswerFields.require(in, value == JsonToken.VALUE_NULL);
                    }
                }
                case "usage" -> {
                    if (value == JsonToken.START_OBJECT) {
                        known = true;
                        readUsage(in);
                    } else {
                        in.skipChildren();
                    }
                }
                case "error" -> {
                    error |= value != JsonToken.VALUE_NULL;
                    in.skipChildren();
                }
                default -> in.skipChildren();
            }
        }
    }

    /** There is one choice, since no more are asked for. */
    private void readChoices(JsonParser in) {
        while (in.nextToken() == JsonToken.START_OBJECT) {
            readChoice(in);
        }
        AnswerFields.require(in, in.currentToken() == JsonToken.END_ARRAY);
    }

    private void readChoice(JsonParser in) {
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = in.currentName();
            var value = in.nextToken();
            switch (name) {
                case "delta", "message" -> {
                    if (value == JsonToken.START_OBJECT) {
                        readDelta(in);
                    } else {
                        in.skipChildren();
                    }
                }
                case "finish_reason" -> finishReason = AnswerFields.string(in, value);
                case "error" -> {
                    // Where OpenRouter tells of a provider that broke off.
                    error |= value != JsonToken.VALUE_NULL;
                    in.skipChildren();
                }
                default -> in.skipChildren();
            }
        }
    }

    private void readDelta(JsonParser in) {
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = in.currentName();
            var value = in.nextToken();
            switch (name) {
                // A refusal is what a model says in place of an answer.
                case "content", "refusal" -> {
                    if (value == JsonToken.START_ARRAY) {
                        readParts(in, false);
                    } else {
                        text = joined(text, AnswerFields.string(in, value));
                    }
                }
                case "reasoning_content" -> reasoningContent = AnswerFields.string(in, value);
                case "reasoning" -> reasoning = AnswerFields.string(in, value);
                case "tool_calls" -> {
                    if (value == JsonToken.START_ARRAY) {
                        toolCalls.read(in);
                    } else {
                        in.skipChildren();
                    }
                }
                default -> in.skipChildren();
            }
        }
    }

    /** Mistral's reasoning models answer in parts: texts, and thoughts that are made of texts. */
    private void readParts(JsonParser in, boolean thought) {
        while (in.nextToken() == JsonToken.START_OBJECT) {
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = in.currentName();
                var value = in.nextToken();
                if (name.equals("thinking") && value == JsonToken.START_ARRAY && !thought) {
                    readParts(in, true);
                } else if (name.equals("text") && thought) {
                    reasoning = joined(reasoning, AnswerFields.string(in, value));
                } else if (name.equals("text")) {
                    text = joined(text, AnswerFields.string(in, value));
                } else {
                    in.skipChildren();
                }
            }
        }
        AnswerFields.require(in, in.currentToken() == JsonToken.END_ARRAY);
    }

    private void readUsage(JsonParser in) {
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = in.currentName();
            var value = in.nextToken();
            switch (name) {
                case "prompt_tokens" -> promptTokens = AnswerFields.tokens(in, value);
                case "completion_tokens" -> completionTokens = AnswerFields.tokens(in, value);
                default -> in.skipChildren();
            }
        }
    }

    private static String joined(String first, String second) {
        return first.isEmpty() ? second : first + second;
    }
}
