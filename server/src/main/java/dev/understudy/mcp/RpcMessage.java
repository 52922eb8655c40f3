package dev.understudy.mcp;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One JSON-RPC message of a client. */
public sealed interface RpcMessage {
    /**
     * Wants a reply.
     *
     * @param id a string or a whole number, to be sent back as it came
     * @param params empty where there are none
     */
    record Request(JsonNode id, String method, ObjectNode params) implements RpcMessage {
        /** Whether this opens a session. */
        public boolean initializes() {
            return method.equals("initialize");
        }
    }

    /** Wants none. */
    record Notification(String method, ObjectNode params) implements RpcMessage {}

    /** Answers a request of the server's, which sends none. */
    record Reply() implements RpcMessage {}

    /**
     * No message that is taken.
     *
     * @param id JSON's null where it cannot be told
     */
    record Wrong(JsonNode id, RpcError error) implements RpcMessage {}
}
