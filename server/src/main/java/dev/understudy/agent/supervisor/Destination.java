package dev.understudy.agent.supervisor;

/** The teams that a question can go to. */
public enum Destination {
    DATA,
    GENERAL
}
