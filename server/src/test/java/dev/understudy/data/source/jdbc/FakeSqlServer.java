package dev.understudy.data.source.jdbc;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * The wire of a SQL Server (MS-TDS) in front of an H2 database in its SQL Server mode. It shows
 * that the driver, its errors and its cancel are used rightly; it shows nothing of T-SQL, of rights
 * and of SQL Server's own tables, which it does not have. No encryption; statements as plain
 * batches only.
 */
final class FakeSqlServer implements AutoCloseable {
    static final String USER = "reader";
    static final String PASSWORD = "reads only";

    private static final int PACKET = 4_096;
    private static final Pattern ROWCOUNT = Pattern.compile("(?i)set rowcount (\\d+)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    private final ServerSocket server;
    private final Connection database;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile List<String> rights = List.of();
    private final AtomicInteger attentions = new AtomicInteger();

    FakeSqlServer() {
        try {
            server = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
            // In one connection, so that it ends with this object.
            database =
                    DriverManager.getConnection(
                            "jdbc:h2:mem:;MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofPlatform().daemon().name("fake-sql-server").start(this::accept);
    }

    /** The address of it for its login. */
    String url(String password) {
        return "sqlserver://%s:%s@127.0.0.1:%d/shop?encrypt=false"
                .formatted(USER, password.replace(" ", "%20"), server.getLocalPort());
    }

    /** What H2 is told directly. */
    synchronized void administer(String... statements) {
        try {
            RealServer.execute(database, statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What its login can do other than read, in words. */
    void rights(String... found) {
        rights = List.of(found);
    }

    /** The statements that it was sent, in their order. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    int attentions() {
        return attentions.get();
    }

    /** Cuts all connections, as a power cut would; new ones are taken. */
    void drop() {
        sockets.forEach(FakeSqlServer::cut);
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is gone already.
        }
    }

    private void accept() {
        try (var threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory())) {
            while (!server.isClosed()) {
                var socket = server.accept();
                sockets.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException _) {
            // It was closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var session = new Session(socket);
            var more = true;
            while (more) {
                more = session.next();
            }
        } catch (IOException _) {
            // The client is gone, or it was cut.
        } finally {
            sockets.remove(socket);
        }
    }

    /** One connection. */
    private final class Session {
        private final DataInputStream in;
        private final Socket socket;
        private long mostRows;

        Session(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(socket.getInputStream());
        }

        /** Answers one message; false when there is no other after it. */
        boolean next() throws IOException {
            var message = new ByteArrayOutputStream();
            var type = 0;
            var last = false;
            while (!last) {
                var header = in.readNBytes(8);
                if (header.length < 8) {
                    return false;
                }
                type = header[0];
                last = (header[1] & 1) != 0;
                var length = ByteBuffer.wrap(header, 2, 2).getShort() & 0xFFFF;
                message.writeBytes(in.readNBytes(length - 8));
            }
            return answer(type, message.toByteArray());
        }

        private boolean answer(int type, byte[] message) throws IOException {
            return switch (type) {
                case 0x12 -> send(prelogin());
                case 0x10 -> login(message);
                case 0x01 -> batch(text(message));
                case 0x06 -> {
                    attentions.incrementAndGet();
                    // The batch's own end, then that of the attention: the driver waits for both.
                    send(new TdsTokens().done(0, 0).bytes());
                    yield send(new TdsTokens().done(0x20, 0).bytes());
                }
                default ->
                        send(new TdsTokens().error(4_000, "not faked: " + type).done(2, 0).bytes());
            };
        }

        private static byte[] prelogin() {
            // Two options, version and encryption: not supported.
            return new byte[] {0, 0, 11, 0, 6, 1, 0, 17, 0, 1, -1, 16, 0, 16, 0, 0, 0, 2};
        }

        private boolean login(byte[] message) throws IOException {
            var fields = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
            var user = field(fields, 40, false);
            var password = field(fields, 44, true);
            if (user.equals(USER) && password.equals(PASSWORD)) {
                return send(new TdsTokens().loggedIn("shop").done(0, 0).bytes());
            }
            var refusal = new TdsTokens().error(18_456, "Login failed for user '" + user + "'.");
            send(refusal.done(2, 0).bytes());
            return false;
        }

        private static String field(ByteBuffer message, int at, boolean hidden) {
            var bytes = new byte[2 * message.getShort(at + 2)];
            message.get(message.getShort(at), bytes);
            for (var i = 0; hidden && i < bytes.length; i++) {
                var mixed = (bytes[i] ^ 0xA5) & 0xFF;
                bytes[i] = (byte) (mixed << 4 | mixed >> 4);
            }
            return new String(bytes, UTF_16LE);
        }

        private static String text(byte[] message) {
            var headers = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getInt();
            return new String(Arrays.copyOfRange(message, headers, message.length), UTF_16LE);
        }

        private boolean batch(String sql) throws IOException {
            heard.add(sql);
            var lower = sql.strip().toLowerCase(Locale.ROOT);
            var rowcount = ROWCOUNT.matcher(lower);
            if (rowcount.find()) {
                mostRows = Long.parseLong(rowcount.group(1));
            }
            if (lower.startsWith("waitfor")) {
                // Nothing comes before the attention.
                return true;
            }
            if (lower.contains("deadlock")) {
                return send(new TdsTokens().error(1_205, "was deadlocked").done(2, 0).bytes());
            }
            return send(
                    lower.startsWith("select")
                            ? rows(known(sql))
                            : new TdsTokens().done(0, 0).bytes());
        }

        /** Questions about rights are answered here: H2 has nothing like them. */
        private String known(String sql) {
            if (!sql.contains("fn_my_permissions") && !sql.contains("HAS_PERMS_BY_NAME")) {
                return sql.contains("QUOTENAME(DB_NAME())")
                        ? "SELECT 'ALTER ROLE db_datareader ADD MEMBER understudy_reader;'"
                        : sql;
            }
            return sql.contains("'SERVER'") && !rights.isEmpty()
                    ? "SELECT '" + String.join("' UNION ALL SELECT '", rights) + "'"
                    : "SELECT 'none' WHERE 1 = 0";
        }

        private byte[] rows(String sql) {
            var reply = new TdsTokens();
            synchronized (FakeSqlServer.this) {
                try (var statement = database.createStatement();
                        var rows = statement.executeQuery(sql)) {
                    reply.columns(rows.getMetaData());
                    var count = 0;
                    while (rows.next() && (mostRows == 0 || count < mostRows)) {
                        reply.row(rows);
                        count++;
                    }
                    return reply.done(0x10, count).bytes();
                } catch (SQLException e) {
                    return error(e).done(2, 0).bytes();
                }
            }
        }

        private boolean send(byte[] payload) throws IOException {
            var out = socket.getOutputStream();
            for (var from = 0; from == 0 || from < payload.length; from += PACKET - 8) {
                var part =
                        Arrays.copyOfRange(
                                payload, from, Math.min(payload.length, from + PACKET - 8));
                var end = from + PACKET - 8 >= payload.length;
                var header = ByteBuffer.allocate(8).put((byte) 4).put((byte) (end ? 1 : 0));
                out.write(header.putShort((short) (part.length + 8)).array());
                out.write(part);
            }
            out.flush();
            return true;
        }
    }

    /** H2's error as SQL Server would say it. */
    private static TdsTokens error(SQLException failure) {
        var name = QUOTED.matcher(String.valueOf(failure.getMessage()));
        var named = name.find() ? name.group(1) : "";
        return switch (failure.getErrorCode()) {
            case 42_122 -> new TdsTokens().error(207, "Invalid column name '" + named + "'.");
            case 42_102, 42_103, 42_104 ->
                    new TdsTokens().error(208, "Invalid object name '" + named + "'.");
            case 90_022 ->
                    new TdsTokens()
                            .error(
                                    195,
                                    "'%s' is not a recognized built-in function name."
                                            .formatted(named));
            case 22_018 -> new TdsTokens().error(245, "Conversion failed.");
            default -> new TdsTokens().error(102, "Incorrect syntax near 'x'.");
        };
    }

    @Override
    public void close() {
        try {
            server.close();
            drop();
            database.close();
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
