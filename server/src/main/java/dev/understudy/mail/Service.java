package dev.understudy.mail;

/**
 * Which server writes, for an operator who has several.
 *
 * @param name program, version and machine, in one line
 * @param url where it can be asked
 */
public record Service(String name, String url) {}
