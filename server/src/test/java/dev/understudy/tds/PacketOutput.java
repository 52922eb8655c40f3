package dev.understudy.tds;

import java.io.IOException;
import java.io.OutputStream;

/** Cuts answers into packets. One thread at a time; who that is, {@link Exchange} decides. */
final class PacketOutput {
    private static final int FIRST_PACKET_BYTES = 4_096;

    private final OutputStream output;
    private byte[] packet = new byte[FIRST_PACKET_BYTES];
    private int filled = PacketInput.HEADER_BYTES;
    private int number = 1;
    private long packets;

    PacketOutput(OutputStream output) {
        this.output = output;
    }

    /** From the next message on. */
    void packetBytes(int size) {
        packet = new byte[size];
    }

    int packetBytes() {
        return packet.length;
    }

    void write(WireBuffer tokens) throws IOException {
        byte[] bytes = tokens.toBytes();
        for (int from = 0; from < bytes.length; ) {
            if (filled == packet.length) {
                send(0);
            }
            int count = Math.min(packet.length - filled, bytes.length - from);
            System.arraycopy(bytes, from, packet, filled, count);
            filled += count;
            from += count;
        }
    }

    /** What is there so far goes out; the message goes on. */
    void flushPart() throws IOException {
        send(0);
    }

    /** Ends the message. */
    void end() throws IOException {
        send(PacketInput.LAST);
        number = 1;
    }

    /** How many were ever sent. */
    long packets() {
        return packets;
    }

    private void send(int status) throws IOException {
        packet[0] = Message.ANSWER;
        packet[1] = (byte) status;
        packet[2] = (byte) (filled >> 8);
        packet[3] = (byte) filled;
        packet[6] = (byte) number++;
        output.write(packet, 0, filled);
        output.flush();
        filled = PacketInput.HEADER_BYTES;
        packets++;
    }
}
