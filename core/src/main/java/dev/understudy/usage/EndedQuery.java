package dev.understudy.usage;

import dev.understudy.chat.TokenUsage;

/**
 * A query as the ledger remembers it.
 *
 * @param usage tokens of all its attempts
 */
public record EndedQuery(QueryEntry query, TokenUsage usage) {}
