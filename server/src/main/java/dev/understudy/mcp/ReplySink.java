package dev.understudy.mcp;

import tools.jackson.databind.node.ObjectNode;

/**
 * Where the answer to one message goes: any number of notifications, then one of the two others.
 * Thread-safe; never throws when the client is gone.
 */
public interface ReplySink {
    /** Something on the way to the reply. Never blocks; it may be lost. */
    void tell(ObjectNode notification);

    /**
     * The reply; the last. Over standard output it blocks while the client does not read, so it is
     * not to be called on an event loop.
     */
    void reply(ObjectNode reply);

    /** There is no reply: the message wanted none, or the client has cancelled its request. */
    void nothing();
}
