package dev.understudy.web.openai;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.json.JsonMapper;

/** How bodies of requests are read. Thread-safe. */
final class BodyJson {
    /** Levels of brackets; a tool's schema needs a dozen. */
    private static final int MAX_NESTING = 200;

    /**
     * Tokens of one document: a tree costs some hundred bytes for each, so that the body's own
     * limit would not keep a body of empty brackets from filling the memory.
     */
    private static final long MAX_TOKENS = 200_000;

    static final JsonMapper MAPPER = JsonMapper.builder(factory().build()).build();

    /** The same for what changes something: a key that stands twice is an error. */
    static final JsonMapper STRICT =
            JsonMapper.builder(
                            factory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
                    .build();

    private BodyJson() {}

    private static JsonFactoryBuilder factory() {
        return JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_NESTING)
                                .maxTokenCount(MAX_TOKENS)
                                .maxStringLength(Integer.MAX_VALUE)
                                .build());
    }
}
