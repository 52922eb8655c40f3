package dev.understudy.tds;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/** Puts a client's packets together to messages. For one thread. */
final class PacketInput {
    /** A packet's length has two bytes, and the driver never asks for more. */
    static final int MOST_PACKET_BYTES = 32_767;

    /** No statement of a test comes near. */
    static final int MOST_MESSAGE_BYTES = 16 * 1024 * 1024;

    static final int HEADER_BYTES = 8;
    static final int LAST = 1;
    private static final int IGNORE = 2;
    private static final int RESET = 8;

    private final DataInputStream input;

    PacketInput(InputStream input) {
        this.input = new DataInputStream(input);
    }

    /**
     * The next message; one that the client itself called off while sending is left out.
     *
     * @throws java.io.EOFException when the client has gone
     */
    Message next() throws IOException {
        var body = new ByteArrayOutputStream();
        boolean reset = false;
        while (true) {
            int type = input.readUnsignedByte();
            int status = input.readUnsignedByte();
            int length = input.readUnsignedShort();
            input.readInt(); // the client's process, the packet's number and a window: not used
            if (length < HEADER_BYTES || length > MOST_PACKET_BYTES) {
                throw new ProtocolException("a packet of %d bytes".formatted(length));
            }
            body.writeBytes(input.readNBytes(length - HEADER_BYTES));
            if (body.size() > MOST_MESSAGE_BYTES) {
                throw new ProtocolException("a message of more than 16 MB");
            }
            reset |= (status & RESET) != 0;
            if ((status & LAST) == 0) {
                continue;
            }
            if ((status & IGNORE) == 0) {
                return new Message(type, reset, new WireReader(body.toByteArray()));
            }
            body.reset();
        }
    }
}
