package dev.understudy.tds;

import java.net.ProtocolException;

/**
 * A message of the client, put together from its packets.
 *
 * @param type the packets' type, one of the constants
 * @param reset whether the session begins anew with it
 */
record Message(int type, boolean reset, byte[] body) {
    static final int SQL_BATCH = 1;
    static final int RPC = 3;
    static final int ANSWER = 4;
    static final int ATTENTION = 6;
    static final int LOGIN7 = 16;
    static final int PRELOGIN = 18;

    WireReader reader() {
        return new WireReader(body);
    }

    /** Behind the headers that batches and procedure calls begin with. */
    WireReader readerBehindHeaders() throws ProtocolException {
        WireReader reader = reader();
        return reader.jumpTo(reader.i32());
    }
}
