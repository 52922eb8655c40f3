package dev.understudy.usage;

/** A part of a day's use. */
public record UsagePart(UsageName name, UsageCounts counts) {}
