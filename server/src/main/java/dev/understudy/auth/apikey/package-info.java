/**
 * API keys: what a client presents in {@code X-API-Key} or as a bearer token. They are configured
 * (Open WebUI's), or kept in {@link dev.understudy.auth.apikey.KeyFile}. Only their hashes are kept
 * in memory and in the file, and they are compared in constant time.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.auth.apikey;
