package dev.understudy.model;

/** What a model may be unable to do; learnt from configuration, or from its refusal. */
public enum Capability {
    TOOLS,
    THINKING,
    VISION,
    /**
     * Going on from its own words where they are the last message. A model that lacks it is told to
     * go on by a message behind them (some refuse a prefilled answer with 400: BerriAI/litellm,
     * pull request 36267).
     */
    PREFILL,
    /** Taking the fields of a request that are passed on as they came: see {@link ModelProfile}. */
    EXTRA_FIELDS
}
