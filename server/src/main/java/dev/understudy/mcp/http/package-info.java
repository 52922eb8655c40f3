/** MCP over HTTP, the transport that the protocol calls Streamable HTTP. */
@org.jspecify.annotations.NullMarked
package dev.understudy.mcp.http;
