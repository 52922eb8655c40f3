package dev.understudy.tds;

import java.util.List;

/** What answers are made of, one method for each token. */
final class Tokens {
    static final int MORE = 0x01;
    static final int ERROR = 0x02;
    static final int COUNT = 0x10;
    static final int ATTENTION = 0x20;

    /** Which of the three tokens ends a statement. */
    enum Done {
        /** Of a batch. */
        BATCH(0xFD),
        /** A procedure call as a whole. */
        PROCEDURE(0xFE),
        /** Within a procedure. */
        WITHIN(0xFF);

        private final int token;

        Done(int token) {
            this.token = token;
        }
    }

    /** SQL_Latin1_General_CP1_CI_AS. */
    private static final byte[] COLLATION = {0x09, 0x04, (byte) 0xD0, 0x00, 0x34};

    private static final byte[] TRANSACTION = {1, 0, 0, 0, 0, 0, 0, 0};
    private static final String SERVER = "FAKE";

    private Tokens() {}

    static byte[] collation() {
        return COLLATION.clone();
    }

    /**
     * @param status of the bits above
     * @param command what kind of statement it was; one of {@link StatementKind}'s codes
     */
    static WireBuffer done(Done kind, int status, int command, long count) {
        return new WireBuffer().u8(kind.token).u16(status).u16(command).i64(count);
    }

    static WireBuffer error(SqlServerError error) {
        return withLength(
                0xAA,
                new WireBuffer()
                        .i32(error.number())
                        .u8(error.state())
                        .u8(error.severity())
                        .text(error.message())
                        .shortText(SERVER)
                        .shortText("")
                        .i32(1));
    }

    /** The protocol's version is the one number with the high byte first. */
    static WireBuffer loginAcknowledged() {
        return withLength(
                0xAD,
                new WireBuffer()
                        .u8(1)
                        .raw((byte) 0x74, (byte) 0, (byte) 0, (byte) 4)
                        .shortText("Microsoft SQL Server")
                        .raw((byte) 16, (byte) 0, (byte) 0x10, (byte) 0x27));
    }

    static WireBuffer databaseIs(String name) {
        return withLength(0xE3, new WireBuffer().u8(1).shortText(name).shortText("master"));
    }

    static WireBuffer packetBytesAre(int size) {
        return withLength(
                0xE3, new WireBuffer().u8(4).shortText(String.valueOf(size)).shortText("4096"));
    }

    static WireBuffer collationIs() {
        return withLength(0xE3, new WireBuffer().u8(7).u8(5).raw(COLLATION).u8(0));
    }

    static WireBuffer transactionBegan() {
        return withLength(0xE3, new WireBuffer().u8(8).u8(8).raw(TRANSACTION).u8(0));
    }

    static WireBuffer transactionEnded(boolean committed) {
        return withLength(
                0xE3, new WireBuffer().u8(committed ? 9 : 10).u8(0).u8(8).raw(TRANSACTION));
    }

    static WireBuffer sessionWasReset() {
        return withLength(0xE3, new WireBuffer().u8(18).u8(0).u8(0));
    }

    static WireBuffer columns(List<ResultColumn> columns) {
        var tokens = new WireBuffer().u8(0x81).u16(columns.size());
        for (ResultColumn column : columns) {
            tokens.i32(0).u16(1);
            column.type().describe(tokens);
            tokens.shortText(column.name());
        }
        return tokens;
    }

    static WireBuffer row() {
        return new WireBuffer().u8(0xD1);
    }

    /** What a procedure returns when it went well. */
    static WireBuffer returnStatus() {
        return new WireBuffer().u8(0x79).i32(0);
    }

    /** The first parameter, given back: the handle of a prepared statement. */
    static WireBuffer returnedHandle(int handle) {
        var tokens = new WireBuffer().u8(0xAC).u16(0).shortText("").u8(1).i32(0).u16(0);
        var type = new NumberTypes.Whole(4);
        type.describe(tokens);
        type.value(tokens, (long) handle);
        return tokens;
    }

    private static WireBuffer withLength(int token, WireBuffer body) {
        byte[] bytes = body.toBytes();
        return new WireBuffer().u8(token).u16(bytes.length).raw(bytes);
    }
}
