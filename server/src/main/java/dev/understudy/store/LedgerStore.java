package dev.understudy.store;

import dev.understudy.store.LedgerConnection.Patience;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What the writer writes to: carries out operations, all of a list or none, and connects again
 * after errors that a connection does not survive. Trouble comes out as {@link LedgerException}.
 * One thread at a time.
 */
final class LedgerStore implements AutoCloseable {
    /** Two that collide again and again are a load that nobody planned for. */
    private static final int MOST_COLLISIONS = 20;

    private final LedgerBackend backend;
    private @Nullable LedgerConnection connection;
    private @Nullable Doubt doubt;
    private List<EndedAttempt> endedInDoubt = List.of();
    private final LongAdder commits = new LongAdder();

    /** Connects at once, so that a ledger that cannot be used is known from the start. */
    LedgerStore(LedgerBackend backend) {
        this.backend = backend;
        this.connection = backend.connect();
    }

    LedgerException trouble(String what) {
        return backend.trouble(what);
    }

    /** Returns the attempts that were ended by it. */
    List<EndedAttempt> commit(List<Operation<?>> operations, boolean inTrouble) {
        var patience = inTrouble ? Patience.SHORT : Patience.USUAL;
        boolean done = false;
        boolean reconnected = false;
        for (int collisions = 0; !done; ) {
            var connected = connected();
            resolveDoubt(connected, patience);
            Operation<?> current = null;
            try {
                connected.begin(patience);
                for (var operation : operations) {
                    current = operation;
                    operation.carryOut(connected.rows());
                }
                current = null;
                connected.commit();
                commits.increment();
                done = true;
            } catch (DoubtfulCommit e) {
                doubt = new Doubt(e.transaction(), operations, connected.rows().attempts().ended());
                disconnect();
                throw backend.trouble(e);
            } catch (SQLException e) {
                connected.rollback();
                switch (backend.faultOf(e)) {
                    case ENTRY -> spoil(current, e);
                    case COLLISION -> {
                        if (++collisions == MOST_COLLISIONS) {
                            throw backend.trouble(e);
                        }
                    }
                    case MOMENT -> throw backend.trouble(e);
                    case CONNECTION -> {
                        // Nothing was committed; maybe only the connection was lost meanwhile.
                        disconnect();
                        if (reconnected) {
                            throw backend.trouble(e);
                        }
                        reconnected = true;
                    }
                }
            } catch (LedgerException e) {
                connected.rollback();
                throw e;
            } catch (RuntimeException e) {
                connected.rollback();
                if (current == null) {
                    throw e;
                }
                current.spoil(trouble("cannot hold an entry: " + e));
            }
        }
        var ended = new ArrayList<>(endedInDoubt);
        endedInDoubt = List.of();
        ended.addAll(connected().rows().attempts().ended());
        return ended;
    }

    /** The entry is marked, so that the rest can be tried without it. */
    private void spoil(@Nullable Operation<?> current, SQLException error) {
        if (current == null) {
            disconnect();
            throw backend.trouble(error);
        }
        current.spoil(trouble("cannot hold an entry: " + error));
    }

    /** A transaction that may have happened; its callers were told that it had not. */
    private record Doubt(
            String transaction, List<Operation<?>> operations, List<EndedAttempt> ended) {
        private Doubt {
            operations = List.copyOf(operations);
            ended = List.copyOf(ended);
        }
    }

    /** Before anything else is written: what came of the transaction that nobody knows of. */
    private void resolveDoubt(LedgerConnection connected, Patience patience) {
        var open = doubt;
        if (open == null) {
            return;
        }
        try {
            if (connected.happened(open.transaction())) {
                connected.begin(patience);
                for (var operation : open.operations()) {
                    operation.happened(connected.rows());
                }
                connected.commit();
                endedInDoubt = open.ended();
            }
            doubt = null;
        } catch (SQLException e) {
            connected.rollback();
            disconnect();
            throw backend.trouble(e);
        }
    }

    /** Finds out, without an operation at hand, whether something can be written. */
    List<EndedAttempt> probe() {
        return commit(List.of(new Operation<>(Lane.ASK, LedgerRows::probe)), true);
    }

    void read(Operation<?> operation) {
        try {
            connected().read(operation);
        } catch (SQLException e) {
            if (backend.faultOf(e) == LedgerBackend.Fault.CONNECTION) {
                disconnect();
            }
            throw backend.trouble(e);
        } catch (LedgerException e) {
            throw e;
        } catch (RuntimeException e) {
            throw trouble("cannot be read: " + e);
        }
    }

    private LedgerConnection connected() {
        var connected = connection;
        if (connected == null) {
            connected = backend.connect();
            connection = connected;
        }
        return connected;
    }

    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** {@link Long#MAX_VALUE} where nothing is to be done between transactions. */
    long nanosUntilUpkeep() {
        return connection == null ? Long.MAX_VALUE : connection.nanosUntilUpkeep();
    }

    void upkeepWhenDue() {
        if (connection == null || connection.nanosUntilUpkeep() > 0) {
            return;
        }
        try {
            connection.upkeep();
        } catch (SQLException e) {
            throw backend.trouble(e);
        }
    }

    /** Transactions that were committed since the ledger was opened. */
    long commits() {
        return commits.sum();
    }

    @Override
    public void close() {
        disconnect();
        backend.close();
    }
}
