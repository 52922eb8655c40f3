package dev.understudy.store;

import dev.understudy.quota.Admission;
import dev.understudy.settings.LedgerSync;
import dev.understudy.time.SystemTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Power cuts without a plug to pull: a ledger under load, and a disk that keeps what was synced and
 * any prefix of what was written to the log after that.
 *
 * <p>At random moments, between two transactions, the files are read on the ledger's own thread.
 * From them and from those of the last sync an image is made that the disk could hold: the log cut
 * at a random byte behind what was synced (by the ledger, or by SQLite before it folded frames into
 * the main file), with or without the older bytes behind the cut; the main file, where it was being
 * folded into, with a random choice of its new pages; and a shared-memory file of garbage. A ledger
 * is opened on it, and must have all that was answered before the sync.
 *
 * <p>Not covered: a disk that loses what it said was synced, pages of the main file that are torn
 * in themselves, and the 32 bytes of the log's own header (SQLite syncs those before the frames).
 */
final class PowerCuts {
    private static final int THREADS = 4;

    /** So many cuts of one ledger; then a new one, so that images stay small. */
    private static final int CUTS_OF_ONE = 25;

    /** Frames after which the log is folded in; the last is SQLite's own, the first ones hurry. */
    private static final int[] FOLDED_AFTER = {10, 50, 250, 1_000};

    private static final int BACKFILLED_FRAMES_AT = 96;

    private final Path folder;
    private final LedgerSync sync;
    private final Random random;
    private final List<Said> said = new ArrayList<>();
    private final AtomicLong asked = new AtomicLong();
    private final List<String> wrong = new ArrayList<>();
    private volatile State synced = new State(new byte[0], new WalImage(new byte[0]), 0, 0);
    private int points;
    private int withLoss;
    private int midFold;
    private long oldestLostNanos;

    private PowerCuts(Path folder, LedgerSync sync, Random random) {
        this.folder = folder;
        this.sync = sync;
        this.random = random;
    }

    /** What the ledger had answered by a commit. */
    private record Said(long id, boolean settled, long commit, long nanos) {}

    /** The files at a moment between two transactions. */
    @SuppressWarnings("ArrayRecordComponent") // files, never compared as values
    private record State(byte[] main, WalImage wal, int backfilled, long commits) {}

    /** What the disk holds after a cut, and by which commit everything must be there. */
    @SuppressWarnings("ArrayRecordComponent") // the same
    private record Image(byte[] main, byte[] wal, long commits) {}

    /**
     * @param withLoss cuts after which something was missing that had been answered
     * @param midFold cuts while the log was being folded into the main file
     * @param oldestLostMillis how long before its cut the earliest answer was that was lost
     * @param wrong what must not be, by cut; empty where all is well
     */
    record Report(
            int points, int withLoss, int midFold, long oldestLostMillis, List<String> wrong) {}

    static Report run(Path folder, LedgerSync sync, int points, long seed) throws Exception {
        var random = new Random(seed);
        var cuts = new PowerCuts(folder, sync, random);
        while (cuts.points < points && cuts.wrong.isEmpty()) {
            cuts.cutOne(
                    folder.resolve("ledger-" + cuts.points),
                    Math.min(points, cuts.points + CUTS_OF_ONE));
        }
        return new Report(
                cuts.points,
                cuts.withLoss,
                cuts.midFold,
                cuts.oldestLostNanos / 1_000_000,
                cuts.wrong);
    }

    private void cutOne(Path home, int until) throws Exception {
        Files.createDirectory(home);
        Path file = home.resolve("ledger.db");
        said.clear();
        asked.set(0);
        var stop = new AtomicBoolean();
        var opened = new CompletableFuture<JdbcLedger>();
        try (var ledger =
                        SqliteLedger.open(
                                file,
                                LedgerFixture.quotaOf(10_000_000),
                                InstantSource.fixed(LedgerFixture.NOON),
                                LedgerOptions.DEFAULT.withSync(sync),
                                wal -> forced(wal, file, opened));
                var threads = Executors.newFixedThreadPool(THREADS)) {
            int foldedAfter = FOLDED_AFTER[random.nextInt(FOLDED_AFTER.length)];
            LedgerFixture.pragma(ledger, "wal_autocheckpoint", foldedAfter);
            LedgerFixture.get(ledger.look(_ -> remember(file, ledger)));
            opened.complete(ledger);
            try {
                for (int i = 0; i < THREADS; i++) {
                    var _ = CompletableFuture.runAsync(() -> use(ledger, stop), threads);
                }
                while (points < until && wrong.isEmpty()) {
                    awaitMore(ledger);
                    LedgerFixture.get(ledger.look(_ -> cut(file, ledger)));
                }
            } finally {
                stop.set(true);
            }
        }
    }

    /** Random as to how far it is from the sync; no clock is waited for. */
    private void awaitMore(JdbcLedger ledger) throws Exception {
        long commits = ledger.commits() + random.nextInt(40);
        while (ledger.commits() < commits) {
            LedgerFixture.get(ledger.quotaStatus());
        }
    }

    private void use(JdbcLedger ledger, AtomicBoolean stop) {
        while (!stop.get()) {
            long number = asked.incrementAndGet();
            var admission =
                    ledger.reserve(LedgerFixture.attempt("q" + number))
                            .whenComplete((answer, _) -> {
                                if (answer instanceof Admission.Granted granted) {
                                    say(ledger, granted.reservation().id(), false);
                                }
                            })
                            .toCompletableFuture()
                            .join();
            if (admission instanceof Admission.Granted granted) {
                ledger.settle(granted.reservation(), LedgerFixture.ended(1, 1))
                        .thenRun(() -> say(ledger, granted.reservation().id(), true))
                        .toCompletableFuture()
                        .join();
            }
        }
    }

    /** On the ledger's thread, right after the commit; later only where the caller was slow. */
    private void say(JdbcLedger ledger, long id, boolean settled) {
        synchronized (said) {
            said.add(new Said(id, settled, ledger.commits(), SystemTime.ticker().nanos()));
        }
    }

    private void forced(FileChannel wal, Path file, CompletableFuture<JdbcLedger> opened)
            throws IOException {
        wal.force(false);
        if (opened.isDone()) {
            remember(file, opened.join());
        }
    }

    private boolean remember(Path file, JdbcLedger ledger) {
        synced = read(file, ledger);
        return true;
    }

    /** Closing a file that SQLite has open gives up its locks; here nobody else wants them. */
    private static State read(Path file, JdbcLedger ledger) {
        try {
            var shm = Files.readAllBytes(Path.of(file + "-shm"));
            return new State(
                    Files.readAllBytes(file),
                    new WalImage(Files.readAllBytes(Path.of(file + "-wal"))),
                    ByteBuffer.wrap(shm)
                            .order(ByteOrder.nativeOrder())
                            .getInt(BACKFILLED_FRAMES_AT),
                    ledger.commits());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean cut(Path file, JdbcLedger ledger) {
        var now = read(file, ledger);
        if (!now.wal().begun() || !synced.wal().begun()) {
            return false;
        }
        points++;
        long at = SystemTime.ticker().nanos();
        try {
            check(image(now), at);
        } catch (Exception e) {
            wrong.add("cut %d: %s".formatted(points, e));
        }
        return true;
    }

    private Image image(State now) {
        boolean same = now.wal().begunTogetherWith(synced.wal());
        int end = now.wal().end();
        int kept = Math.max(now.wal().endOf(now.backfilled()), same ? synced.wal().end() : 0);
        if (sync == LedgerSync.FULL) {
            kept = Math.max(kept, now.wal().endBeforeLastCommit());
        }
        int length = random.nextBoolean() ? end : kept + random.nextInt(end - kept + 1);
        long commits = now.commits();
        if (length < end) {
            commits = sync == LedgerSync.FULL ? now.commits() - 1 : synced.commits();
        }
        boolean folding = same && now.backfilled() > 0 && !Arrays.equals(now.main(), synced.main());
        midFold += folding ? 1 : 0;
        return new Image(
                folding ? mixed(synced.main(), now.main()) : now.main(),
                random.nextBoolean() ? now.wal().cut(length) : now.wal().cut(length, synced.wal()),
                commits);
    }

    private byte[] mixed(byte[] old, byte[] young) {
        var mixed = young.clone();
        for (int page = 0; page < young.length; page += 4_096) {
            if (random.nextBoolean()) {
                int kept = Math.clamp(old.length - page, 0, 4_096);
                System.arraycopy(old, Math.min(page, old.length), mixed, page, kept);
                Arrays.fill(mixed, page + kept, Math.min(page + 4_096, young.length), (byte) 0);
            }
        }
        return mixed;
    }

    private void check(Image image, long cutAt) throws Exception {
        Path home = Files.createDirectory(folder.resolve("cut-" + points));
        Path file = home.resolve("ledger.db");
        Files.write(file, image.main());
        Files.write(Path.of(file + "-wal"), image.wal());
        var garbage = new byte[32_768];
        random.nextBytes(garbage);
        Files.write(Path.of(file + "-shm"), garbage);
        long used;
        try (var ledger = LedgerFixture.open(file, 10_000_000)) {
            used = LedgerFixture.get(ledger.quotaStatus()).used();
        }
        LedgerCheck.of(file)
                .wrong()
                .forEach(line -> wrong.add("cut %d: %s".formatted(points, line)));
        compare(resultsIn(file), image.commits(), cutAt);
        if (used > asked.get()) {
            wrong.add("cut %d: %d used, %d asked".formatted(points, used, asked.get()));
        }
        deleteAll(home);
    }

    private static Map<Long, String> resultsIn(Path file) throws Exception {
        Map<Long, String> results = new HashMap<>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var rows =
                        connection
                                .createStatement()
                                .executeQuery("SELECT id, coalesce(result, '') FROM attempts")) {
            while (rows.next()) {
                results.put(rows.getLong(1), rows.getString(2));
            }
        }
        return results;
    }

    private void compare(Map<Long, String> found, long commits, long cutAt) {
        boolean lost = false;
        synchronized (said) {
            for (var one : said) {
                var result = found.get(one.id());
                boolean there = result != null && (!one.settled() || result.equals("ok"));
                if (!there && one.commit() <= commits) {
                    wrong.add("cut %d: %s is missing".formatted(points, one));
                }
                // Under full sync what a cut commit was to say had not been said yet.
                if (!there && sync == LedgerSync.NORMAL) {
                    lost = true;
                    oldestLostNanos = Math.max(oldestLostNanos, cutAt - one.nanos());
                }
            }
        }
        withLoss += lost ? 1 : 0;
    }

    private static void deleteAll(Path home) throws IOException {
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
