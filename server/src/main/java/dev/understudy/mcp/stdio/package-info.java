/** MCP over standard input and output, one message a line. */
@org.jspecify.annotations.NullMarked
package dev.understudy.mcp.stdio;
