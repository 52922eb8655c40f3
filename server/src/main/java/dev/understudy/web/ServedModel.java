package dev.understudy.web;

/**
 * A name that clients may ask for.
 *
 * @param ownedBy who serves it, for the model list
 */
public record ServedModel(String id, String ownedBy) {}
