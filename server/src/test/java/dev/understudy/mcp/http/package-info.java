@org.jspecify.annotations.NullMarked
package dev.understudy.mcp.http;
