/**
 * The tools that AI clients may use (Model Context Protocol): JSON-RPC, sessions, and how a tool is
 * run. Knows no transport; those and the tools have packages of their own below this one.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.mcp;
