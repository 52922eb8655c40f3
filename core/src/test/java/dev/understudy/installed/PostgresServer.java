package dev.understudy.installed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL server of Debian's package, in a folder of its own, for one JVM. Its login {@link
 * #ADMIN} may do everything; it listens on 127.0.0.1.
 */
public final class PostgresServer {
    public static final String ADMIN = "admin";
    public static final String ADMIN_PASSWORD = "may do everything";

    /** Where Debian's packages are, one folder for each version. */
    public static final String PLACE = "/usr/lib/postgresql";

    /** What to say where there is none. */
    public static final String MISSING =
            "there is no postgresql in %s; install Debian's package postgresql to run these tests"
                    .formatted(PLACE);

    private final Path binaries;
    private final List<String> options;
    private final InstalledServer process;

    /** Makes its data and starts it; {@code options} are settings, as {@code name=value}. */
    public PostgresServer(Path binaries, String... options) {
        this.binaries = binaries;
        this.options = List.of(options);
        this.process = new InstalledServer("postgres");
        initialise();
        start();
    }

    /** The folder of the newest version's programs, if there is one. */
    public static Optional<Path> installed() {
        var root = Path.of(PLACE);
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        try (var versions = Files.list(root)) {
            return versions.map(it -> it.resolve("bin"))
                    .filter(it -> Files.isExecutable(it.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void initialise() {
        try {
            var password = process.folder().resolve("password");
            Files.writeString(password, ADMIN_PASSWORD);
            process.command(
                    List.of(
                            binaries.resolve("initdb").toString(),
                            "--pgdata=" + data(),
                            "--username=" + ADMIN,
                            "--auth=scram-sha-256",
                            "--pwfile=" + password,
                            "--encoding=UTF8",
                            "--no-sync"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path data() {
        return process.folder().resolve("data");
    }

    /** Starts it again after {@link #stop()}; its data are still there. */
    public void start() {
        var command = new ArrayList<String>();
        command.add(binaries.resolve("postgres").toString());
        command.addAll(List.of("-D", data().toString(), "-p", String.valueOf(port())));
        command.addAll(List.of("-k", process.folder().toString()));
        command.addAll(List.of("-c", "listen_addresses=127.0.0.1"));
        options.forEach(it -> command.addAll(List.of("-c", it)));
        process.start(command, "ready to accept connections");
    }

    /** At once: no farewell to clients, none kept waiting. */
    public void stop() {
        process.stop("QUIT");
    }

    public int port() {
        return process.port();
    }

    /** The JDBC address of one of its databases, without a login. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), database);
    }

    /** The address of one of its databases for a login, as an operator writes it. */
    public String url(String user, String password, String database) {
        return "postgresql://%s:%s@127.0.0.1:%d/%s"
                .formatted(user, password.replace(" ", "%20"), port(), database);
    }
}
