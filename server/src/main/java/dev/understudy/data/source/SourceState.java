package dev.understudy.data.source;

/** Whether a source can be asked. */
public sealed interface SourceState {
    record Usable() implements SourceState {}

    /** It can be asked, but {@code warning} is for the operator: its login could write. */
    record Doubtful(String warning) implements SourceState {}

    /** Not at the moment; it is tried again. {@code reason} holds no secret. */
    record Down(String reason) implements SourceState {}

    /** Never in this configuration: its login can write, and that was not allowed. */
    record Refused(String reason) implements SourceState {}
}
