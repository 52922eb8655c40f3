package dev.understudy.web;

/**
 * How one source of data is.
 *
 * @param dialect the SQL it speaks, for people
 * @param state {@code usable}, {@code doubtful}, {@code down} or {@code refused}
 * @param detail why it is not simply usable; empty otherwise
 */
public record SourceStatus(String name, String dialect, String state, String detail) {}
