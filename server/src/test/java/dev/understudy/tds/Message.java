package dev.understudy.tds;

import java.net.ProtocolException;

/**
 * A message of the client, put together from its packets.
 *
 * @param type the packets' type, one of the constants
 * @param reader of all its bytes
 * @param reset whether the session begins anew with it
 */
record Message(int type, boolean reset, WireReader reader) {
    static final int SQL_BATCH = 1;
    static final int RPC = 3;
    static final int ANSWER = 4;
    static final int ATTENTION = 6;
    static final int LOGIN7 = 16;
    static final int PRELOGIN = 18;

    /** Behind the headers that batches and procedure calls begin with. */
    WireReader readerBehindHeaders() throws ProtocolException {
        reader.jumpTo(0);
        return reader.jumpTo(reader.i32());
    }
}
