package dev.understudy.mcp;

/**
 * Whom a session is for.
 *
 * @param key the name of the API key that it came with; empty where it came with none
 * @param keyLimit places that this key may take in a window; 0 for as many as any other key
 * @param forOthers whether it asks for others too, as a front end does: its share is larger
 */
public record McpUser(String name, String key, long keyLimit, boolean forOthers) {
    /**
     * Whether both are one user who came with one key; its limit and role may have changed
     * meanwhile.
     */
    public boolean isSameAs(McpUser other) {
        return name.equals(other.name) && key.equals(other.key);
    }

    /** Somebody who came without an API key. */
    public static McpUser named(String name) {
        return new McpUser(name, "", 0, false);
    }
}
