package dev.understudy.tds;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a SQL Server: speaks TDS 7.4 on a free port of this machine, and lets an H2 in memory
 * answer, in its mode for SQL Server. Statements that H2 does not know, and failures, are scripted.
 *
 * <p>What a test with it proves: that the real driver connects, asks, reads every type that is
 * needed and many packets of rows, reports errors by SQL Server's numbers, and that what a time
 * limit, a cancellation or a broken connection does on the wire is right.
 *
 * <p>What it does not prove: anything about Transact-SQL (H2 parses and runs the statements; a
 * batch of several statements without semicolons is a syntax error here and runs there),
 * permissions and the system's views (canned), plans, locks, collations, Windows logins, or TLS
 * (there is none: {@code encrypt=false}). Server cursors, bulk copy, several results of one batch
 * and distributed transactions are missing. {@code RealSqlServerTest} is for the rest.
 *
 * <p>Thread-safe.
 */
public final class FakeSqlServer implements AutoCloseable {
    public static final String USER = "reader";
    public static final String PASSWORD = "S3cret-pass";
    public static final String DATABASE = "shop";

    /** More than any pool of a test has. */
    private static final int MOST_CONNECTIONS = 64;

    private static final int FIRST_PROCESS = 51;

    private final Script script = new Script();
    private final Journal journal = new Journal();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger processes = new AtomicInteger(FIRST_PROCESS);
    private final H2Database h2;
    private final int port;
    private ServerSocket listener;
    private CompletableFuture<?> accepting;

    /** Listens, with {@link #USER} as the only login. */
    public FakeSqlServer() throws IOException, SQLException {
        h2 = new H2Database(DATABASE);
        listener = listen(0);
        accepting = accept(listener);
        port = listener.getLocalPort();
    }

    public int port() {
        return port;
    }

    /** For the driver; without user and password. */
    public String url() {
        return "jdbc:sqlserver://127.0.0.1:%d;databaseName=%s;encrypt=false;loginTimeout=10"
                .formatted(port, DATABASE);
    }

    /** A connection of the real driver, as {@link #USER}. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), USER, PASSWORD);
    }

    /** Runs statements on H2 itself, to put tables in place. */
    public void prepare(String... statements) throws SQLException {
        try (Connection connection = h2.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Reacts so to statements that contain {@code part}, in any case; what is said last wins. */
    public void on(String part, Reaction reaction) {
        on(Script.containing(part), reaction);
    }

    public void on(Predicate<String> sql, Reaction reaction) {
        script.add(sql, reaction, Integer.MAX_VALUE);
    }

    /** Reacts so to the next such statement only. */
    public void once(String part, Reaction reaction) {
        script.add(Script.containing(part), reaction, 1);
    }

    /** Answers statements that contain {@code part} with these rows. */
    public void answering(
            String part,
            List<String> columns,
            List<? extends List<? extends @Nullable Object>> rows) {
        on(part, new Reaction.Rows(columns, rows));
    }

    public void forgetReactions() {
        script.forgetAll();
    }

    /** Every statement that came over the wire, in order. */
    public List<Received> received() {
        return journal.received();
    }

    public void forgetReceived() {
        journal.forgetReceived();
    }

    /** What runs at this moment. */
    public List<RunningStatement> processList() {
        return journal.processList();
    }

    /** How often a client called off what was running. */
    public int attentions() {
        return journal.attentions();
    }

    public int logins() {
        return journal.logins();
    }

    public boolean awaitAttentions(int count) throws InterruptedException {
        return journal.await(() -> journal.attentions() >= count);
    }

    public boolean awaitRunning(String part) throws InterruptedException {
        Predicate<String> wanted = Script.containing(part);
        return journal.await(
                () -> journal.processList().stream().anyMatch(it -> wanted.test(it.sql())));
    }

    public boolean awaitNothingRunning() throws InterruptedException {
        return journal.await(() -> journal.processList().isEmpty());
    }

    /** Nobody can connect any more, and who is connected is cut off. */
    public synchronized void goDown() throws IOException {
        listener.close();
        // The port is given up only when nobody waits at it any more.
        accepting.join();
        connections.forEach(ClientConnection::cut);
    }

    /** Listens again, on the same port. */
    public synchronized void comeBack() throws IOException {
        listener = listen(port);
        accepting = accept(listener);
    }

    @Override
    public void close() throws IOException, SQLException {
        goDown();
        threads.close();
        h2.close();
    }

    private static ServerSocket listen(int wanted) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
        return socket;
    }

    private CompletableFuture<?> accept(ServerSocket listening) {
        return CompletableFuture.runAsync(() -> takeAll(listening), threads);
    }

    private void takeAll(ServerSocket listening) {
        while (true) {
            try {
                take(listening.accept());
            } catch (IOException _) {
                if (listening.isClosed()) {
                    return;
                }
            }
        }
    }

    private void take(Socket socket) throws IOException {
        if (connections.size() >= MOST_CONNECTIONS) {
            socket.close();
            return;
        }
        var admission = new Greeting.Admission(USER, PASSWORD, DATABASE);
        var connection =
                new ClientConnection(
                        processes.getAndIncrement(),
                        socket,
                        new ClientConnection.Backend(admission, script, journal, h2, threads));
        connections.add(connection);
        threads.execute(() -> {
            try {
                connection.run();
            } finally {
                connections.remove(connection);
            }
        });
    }
}
