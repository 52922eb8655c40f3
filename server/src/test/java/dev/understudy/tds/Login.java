package dev.understudy.tds;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/**
 * What a client logs in with (LOGIN7).
 *
 * @param packetBytes the packets' size that it wishes
 * @param database empty where it leaves that to the server
 */
record Login(String user, String password, String application, String database, int packetBytes) {
    private static final int PACKET_BYTES_AT = 8;
    private static final int USER_AT = 40;
    private static final int PASSWORD_AT = 44;
    private static final int APPLICATION_AT = 48;
    private static final int DATABASE_AT = 68;

    static Login read(Message message) throws ProtocolException {
        WireReader reader = message.reader();
        return new Login(
                text(reader, USER_AT),
                new String(clear(bytes(reader, PASSWORD_AT)), StandardCharsets.UTF_16LE),
                text(reader, APPLICATION_AT),
                text(reader, DATABASE_AT),
                reader.jumpTo(PACKET_BYTES_AT).i32());
    }

    private static String text(WireReader reader, int at) throws ProtocolException {
        return new String(bytes(reader, at), StandardCharsets.UTF_16LE);
    }

    private static byte[] bytes(WireReader reader, int at) throws ProtocolException {
        reader.jumpTo(at);
        int place = reader.u16();
        int units = reader.u16();
        return reader.jumpTo(place).raw(2 * units);
    }

    /** The client swaps the halves of each byte and turns some bits over; this undoes it. */
    private static byte[] clear(byte[] hidden) {
        for (int at = 0; at < hidden.length; at++) {
            int turned = (hidden[at] & 0xFF) ^ 0xA5;
            hidden[at] = (byte) ((turned << 4) | (turned >> 4));
        }
        return hidden;
    }

    @Override
    public String toString() {
        return "%s as %s on '%s'".formatted(application, user, database);
    }
}
