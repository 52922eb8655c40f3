package dev.understudy.installed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A server of a package that is installed, in a folder of its own, for one JVM. */
public final class InstalledServer {
    /** Long enough for a slow machine; a server is up within a second or two. */
    private static final int MOST_LINES_UNTIL_READY = 1_000;

    /** Ten seconds in all. */
    private static final int MOST_TRIES = 1_000;

    private static final long BETWEEN_TRIES_NANOS = 10_000_000;

    private final String account;
    private final Path folder;
    private final int port;
    private @Nullable Process process;

    /** Its folder belongs to {@code account}, since neither server runs as root. */
    public InstalledServer(String account) {
        this.account = account;
        try {
            folder = Files.createTempDirectory("understudy-" + account);
            own(folder);
            try (var free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
                port = free.getLocalPort();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Gives a file to the server's account, where that is another one than ours. */
    public void own(Path file) throws IOException {
        if (!root()) {
            return;
        }
        var accounts = file.getFileSystem().getUserPrincipalLookupService();
        Files.setOwner(file, accounts.lookupPrincipalByName(account));
    }

    public Path folder() {
        return folder;
    }

    public int port() {
        return port;
    }

    /** Runs a command of the server's package to its end. */
    public void command(List<String> command) {
        try {
            var log = Files.createTempFile("understudy-command", ".log");
            var run = asAccount(command).redirectErrorStream(true).redirectOutput(log.toFile());
            var started = run.start();
            var ended = started.waitFor(60, SECONDS);
            var output = Files.readString(log);
            Files.delete(log);
            if (!ended || started.exitValue() != 0) {
                started.destroyForcibly();
                throw new IllegalStateException(command + " failed:\n" + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts the server, unless it runs, and waits until it prints {@code ready}. */
    public synchronized void start(List<String> command, String ready) {
        if (process != null) {
            return;
        }
        try {
            var started = asAccount(command).redirectErrorStream(true).start();
            process = started;
            var lines = new BufferedReader(new InputStreamReader(started.getInputStream(), UTF_8));
            var seen = new ArrayList<String>();
            while (seen.isEmpty() || !seen.getLast().contains(ready)) {
                var line = lines.readLine();
                if (line == null || seen.size() == MOST_LINES_UNTIL_READY) {
                    started.destroyForcibly();
                    throw new IllegalStateException(
                            "the server did not start:\n" + String.join("\n", seen));
                }
                seen.add(line);
            }
            // No virtual thread: reading a pipe would keep its carrier from all others.
            Thread.ofPlatform().daemon().start(() -> drain(lines));
            awaitListening(started);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Some say that they start before they listen: slapd does. */
    private void awaitListening(Process started) throws IOException {
        for (int tries = 0; ; tries++) {
            try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (ConnectException e) {
                if (tries == MOST_TRIES || !started.isAlive()) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
            }
        }
    }

    // A server whose output nobody reads stands still once the pipe is full.
    private static void drain(BufferedReader lines) {
        try (lines) {
            lines.lines().forEach(_ -> {});
        } catch (IOException | UncheckedIOException _) {
            // It was stopped.
        }
    }

    /** Stops it at once, whoever is connected, and waits until it is gone. */
    public synchronized void stop(String signal) {
        var running = process;
        if (running == null) {
            return;
        }
        process = null;
        try {
            // A child of a killed server would keep its folder locked.
            new ProcessBuilder("kill", "-" + signal, String.valueOf(running.pid())).start();
            if (!running.waitFor(30, SECONDS)) {
                running.destroyForcibly().onExit().join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void remove() {
        stop("KILL");
        try {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            Files.deleteIfExists(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path directory, @Nullable IOException failure) throws IOException {
                            Files.deleteIfExists(directory);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException _) {
            // A folder for temporary files is cleaned by others.
        }
    }

    private ProcessBuilder asAccount(List<String> command) {
        var whole = new ArrayList<String>();
        if (root()) {
            whole.addAll(
                    List.of(
                            "setpriv",
                            "--reuid=" + account,
                            "--regid=" + account,
                            "--init-groups"));
        }
        whole.addAll(command);
        var builder = new ProcessBuilder(whole).directory(folder.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }
}
