package dev.understudy.data.source.duckdb;

import dev.understudy.data.Cancellation;
import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.guard.ReadOnlySql;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.source.CachedCatalogue;
import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.FewValues;
import dev.understudy.data.source.SourceDownException;
import dev.understudy.data.source.SourceState;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.data.source.StatementResult;
import dev.understudy.data.source.StatementRunner;
import dev.understudy.time.Ticker;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The sample, or a set of files, in an embedded DuckDB. It is opened on first use or by {@link
 * #open}, which takes some tenths of a second for the sample and as long as it takes for files.
 * When the files have changed, or another day has begun, the next reading of the catalogue fills a
 * new database; statements that run go on with the old one.
 *
 * <p>DuckDB is native code: on a virtual thread it would hold its carrier until a statement ends,
 * and with as many statements as carriers the whole server would stand still. So all of it runs on
 * threads of the source's own.
 */
public final class DuckDbSource implements DataSource {
    /** Statements at once: each may use all of DuckDB's threads. */
    private static final int AT_ONCE = 4;

    /** How long a catalogue is believed: changed files are seen after that. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final String name;
    private final Ticker ticker;
    private final CurrentDatabase database;

    /** Idle ones end by themselves; there are no more than statements at once and one reader. */
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("duckdb-", 1).factory());

    private final StatementRunner runner;
    private final CachedCatalogue catalogue;

    private DuckDbSource(String name, Contents contents, Ticker ticker) {
        this.name = name;
        this.ticker = ticker;
        this.database = new CurrentDatabase(contents, ticker);
        this.runner = new StatementRunner(AT_ONCE, ticker, DuckDbMessages::read, threads);
        this.catalogue = new CachedCatalogue(ticker, KEPT, this::catalogueOfNow);
    }

    /** The made-up shop, with orders until today. */
    public static DuckDbSource sample(String name, InstantSource now, ZoneId zone, Ticker ticker) {
        return new DuckDbSource(name, new SampleContents(now, zone), ticker);
    }

    /** CSV, Parquet and JSON files as tables. */
    public static DuckDbSource files(String name, Path fileOrFolder, Ticker ticker) {
        return new DuckDbSource(name, new FileContents(fileOrFolder), ticker);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Dialect dialect() {
        return Dialect.DUCKDB;
    }

    @Override
    public SourceState state() {
        return database.state();
    }

    /** Opens it now instead of on first use, so that what is wrong is known early. Blocks. */
    public SourceState open() {
        CompletableFuture.runAsync(this::tryToOpen, threads).join();
        return state();
    }

    private void tryToOpen() {
        try {
            database.get();
        } catch (SourceDownException e) {
            // The state tells it.
        }
    }

    @Override
    public Catalogue catalogue() throws SourceDownException {
        return catalogue.get();
    }

    private Catalogue catalogueOfNow() throws SourceDownException {
        try {
            return threads.submit(this::readCatalogue).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SourceDownException down) {
                throw down;
            }
            throw new IllegalStateException("reading the catalogue", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceDownException("nobody waited for the catalogue");
        }
    }

    private Catalogue readCatalogue() throws SourceDownException {
        try (var connection = database.upToDate().plain()) {
            return new DuckDbCatalogue(name, new FewValues(ticker)).read(connection);
        } catch (SQLException e) {
            if (DuckDbMessages.read(e) instanceof StatementFailure.SourceDown) {
                database.giveUp();
            }
            throw new SourceDownException(
                    "the catalogue cannot be read: "
                            + DuckDbMessages.firstLine(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void refresh() {
        catalogue.refresh();
    }

    @Override
    public StatementResult run(ReadOnlySql sql, ResultLimits limits, Cancellation cancellation) {
        if (sql.dialect() != Dialect.DUCKDB) {
            throw new IllegalArgumentException("not DuckDB's dialect: " + sql.dialect());
        }
        long began = ticker.nanos();
        StatementResult result = run(sql.text(), limits, cancellation);
        if (!(result instanceof StatementResult.Failed(StatementFailure failure))) {
            return result;
        }
        if (failure instanceof StatementFailure.SourceDown) {
            database.giveUp();
        }
        if (!DuckDbMessages.saysNothing(failure)) {
            return result;
        }
        Duration left = limits.time().minusNanos(ticker.nanos() - began);
        return new StatementResult.Failed(reason(sql, withTime(limits, left), cancellation));
    }

    private StatementResult run(String sql, ResultLimits limits, Cancellation cancellation) {
        return runner.run(() -> database.get().readOnly(), sql, limits, cancellation);
    }

    private static ResultLimits withTime(ResultLimits limits, Duration time) {
        return new ResultLimits(limits.rows(), limits.bytes(), limits.cellChars(), time);
    }

    /** DuckDB tells why a streamed statement failed only when it is asked to explain it. */
    private StatementFailure reason(
            ReadOnlySql sql, ResultLimits limits, Cancellation cancellation) {
        StatementResult explained = run("EXPLAIN ANALYZE " + sql.text(), limits, cancellation);
        return explained instanceof StatementResult.Failed(StatementFailure failure)
                ? failure
                : new StatementFailure.Other("the statement failed while its rows were read");
    }

    @Override
    public void close() {
        runner.close();
        database.close();
    }
}
