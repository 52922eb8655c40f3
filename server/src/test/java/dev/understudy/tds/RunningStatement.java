package dev.understudy.tds;

/** A line of the process list. */
public record RunningStatement(int process, String sql) {}
