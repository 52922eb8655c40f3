package dev.understudy.model;

/** What a model may be unable to do; learnt from configuration, or from its refusal. */
public enum Capability {
    TOOLS,
    THINKING,
    VISION
}
