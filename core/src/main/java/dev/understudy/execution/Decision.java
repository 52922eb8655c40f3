package dev.understudy.execution;

/** What to do next, and the state to come back with. */
public record Decision(NextStep step, QueryState state) {}
