/**
 * API keys: what a client presents in {@code X-API-Key} or as a bearer token. Only their hashes are
 * kept, and they are compared in constant time.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.auth.apikey;
