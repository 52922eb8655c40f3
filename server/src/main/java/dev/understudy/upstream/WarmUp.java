package dev.understudy.upstream;

import dev.understudy.failure.CallFailure;

/** How it went to have a model loaded before anybody asks it. */
public sealed interface WarmUp {
    /** It is in memory, and stays there as long as its server keeps models. */
    record Loaded() implements WarmUp {}

    /** This server loads nothing, or the model is not its own: nothing was asked of it. */
    record NothingToLoad() implements WarmUp {}

    /** It could not be loaded. */
    record NotLoaded(CallFailure failure) implements WarmUp {}
}
