package dev.understudy.store;

import static java.util.Objects.requireNonNull;

import dev.understudy.quota.Admission;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One wish of a caller: carried out on the writer's thread, in a transaction that others share, and
 * answered once that is committed. It can be carried out again after a rollback.
 */
final class Operation<T> {
    /** What is done; throws {@link EndedBefore} before it has changed anything. */
    interface Work<T> {
        T on(LedgerRows rows) throws SQLException;
    }

    private final Lane lane;
    private final Work<T> work;
    private final @Nullable Function<LedgerException, T> refusal;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable RuntimeException mistake;
    private boolean over;

    /** An operation that fails with the trouble it meets. */
    Operation(Lane lane, Work<T> work) {
        this(lane, work, null);
    }

    /** An operation that answers the trouble it meets with a value. */
    Operation(Lane lane, Work<T> work, @Nullable Function<LedgerException, T> refusal) {
        this.lane = lane;
        this.work = work;
        this.refusal = refusal;
    }

    Lane lane() {
        return lane;
    }

    CompletableFuture<T> answer() {
        return answer;
    }

    void carryOut(LedgerRows rows) throws SQLException {
        if (over) {
            return;
        }
        mistake = null;
        try {
            result = work.on(rows);
        } catch (EndedBefore e) {
            mistake = e;
        }
    }

    /** Takes it out of what is tried again: it fails by itself, whatever the file's state. */
    void spoil(LedgerException reason) {
        over = true;
        mistake = reason;
    }

    /**
     * It was carried out, although its caller was told that it was not, or not yet: what is kept to
     * be done again is done, and what was given to nobody is taken back.
     */
    void happened(LedgerRows rows) throws SQLException {
        over = true;
        if (result instanceof Admission.Granted(var reservation, var _)) {
            rows.attempts().giveBack(reservation);
        }
    }

    /** Tells the caller what came of it, now that it is committed. */
    void publish() {
        if (mistake != null) {
            answer.completeExceptionally(mistake);
        } else {
            answer.complete(requireNonNull(result));
        }
    }

    /** Tells the caller that it could not be done, or not yet. */
    void refuse(LedgerException trouble) {
        if (refusal != null) {
            answer.complete(refusal.apply(trouble));
        } else {
            answer.completeExceptionally(trouble);
        }
    }
}
