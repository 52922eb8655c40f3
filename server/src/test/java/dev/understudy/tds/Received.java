package dev.understudy.tds;

/**
 * A statement that reached the wire.
 *
 * @param process the connection's number, as {@code @@SPID}
 * @param how as a batch, or as the procedure that carried it
 * @param sql its text; empty where the procedure has none
 */
public record Received(int process, String how, String sql) {
    public static final String BATCH = "batch";
}
