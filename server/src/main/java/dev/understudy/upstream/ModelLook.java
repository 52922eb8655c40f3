package dev.understudy.upstream;

import dev.understudy.failure.CallFailure;
import dev.understudy.model.ModelFacts;

/** What a server said of one of its models without being given a prompt. */
public sealed interface ModelLook {
    /** The server knows the model, and would take a prompt as far as it can tell. */
    record Known(ModelFacts facts) implements ModelLook {}

    /** It could not be asked, or does not have the model. */
    record Unwell(CallFailure failure) implements ModelLook {}
}
