package dev.understudy.mcp;

import tools.jackson.databind.node.ObjectNode;

/**
 * Where the answer to one message goes: any number of notifications, then one of the two others.
 * Thread-safe; never blocks for long, and never throws when the client is gone.
 */
public interface ReplySink {
    /** Something on the way to the reply. */
    void tell(ObjectNode notification);

    /** The reply; the last. */
    void reply(ObjectNode reply);

    /** There is no reply: the message wanted none, or the client has cancelled its request. */
    void nothing();
}
