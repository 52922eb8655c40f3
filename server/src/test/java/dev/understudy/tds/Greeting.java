package dev.understudy.tds;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.Optional;

/**
 * What comes before the first statement: both sides' versions, encryption (none), and the login.
 */
final class Greeting {
    private static final int LEAST_PACKET_BYTES = 512;

    /**
     * Two entries (version and encryption) of kind, place and length with the high byte first, then
     * their values: 16.0.4135, and that encryption is not supported.
     */
    private static final byte[] PRELOGIN_ANSWER = {
        0, 0, 11, 0, 6, 1, 0, 17, 0, 1, (byte) 0xFF, 16, 0, 0x10, 0x27, 0, 0, 2
    };

    private final PacketInput input;
    private final PacketOutput output;
    private final Admission admission;

    /** Who may come in. */
    record Admission(String user, String password, String database) {
        /** Why not; empty for those who may. */
        Optional<SqlServerError> refusal(Login login) {
            if (!login.user().equals(user) || !login.password().equals(password)) {
                return Optional.of(SqlServerError.loginFailed(login.user()));
            }
            if (!login.database().isEmpty() && !login.database().equalsIgnoreCase(database)) {
                return Optional.of(SqlServerError.noSuchDatabase(login.database()));
            }
            return Optional.empty();
        }
    }

    Greeting(PacketInput input, PacketOutput output, Admission admission) {
        this.input = input;
        this.output = output;
        this.admission = admission;
    }

    /** Who is there; empty for one that was sent away. */
    Optional<Login> login() throws IOException {
        expect(Message.PRELOGIN);
        output.write(new WireBuffer().raw(PRELOGIN_ANSWER));
        output.end();
        Login login = Login.read(expect(Message.LOGIN7));
        Optional<SqlServerError> refusal = admission.refusal(login);
        if (refusal.isPresent()) {
            output.write(Tokens.error(refusal.get()));
            output.write(Tokens.done(Tokens.Done.BATCH, Tokens.ERROR, 0, 0));
            output.end();
            return Optional.empty();
        }
        welcome(login);
        return Optional.of(login);
    }

    private void welcome(Login login) throws IOException {
        int packetBytes =
                Math.clamp(login.packetBytes(), LEAST_PACKET_BYTES, PacketInput.MOST_PACKET_BYTES);
        output.write(Tokens.databaseIs(admission.database()));
        output.write(Tokens.collationIs());
        output.write(Tokens.loginAcknowledged());
        output.write(Tokens.packetBytesAre(packetBytes));
        output.write(Tokens.done(Tokens.Done.BATCH, 0, 0, 0));
        output.end();
        output.packetBytes(packetBytes);
    }

    private Message expect(int type) throws IOException {
        Message message = input.next();
        if (message.type() != type) {
            throw new ProtocolException(
                    "a message of type %d instead of %d".formatted(message.type(), type));
        }
        return message;
    }
}
