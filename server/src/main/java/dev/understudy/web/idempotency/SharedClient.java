package dev.understudy.web.idempotency;

import dev.understudy.gateway.AnswerListener;
import dev.understudy.gateway.RunningQuery;
import io.vertx.core.Context;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client of a {@link SharedAnswer}, which for it is a query of its own: cancelled, it leaves;
 * paused, it reads on later. On the client's event loop only.
 */
public final class SharedClient implements RunningQuery {
    private final SharedAnswer answer;
    private final Context loop;
    private final List<Said> said;
    final boolean onQueryLoop;

    /** This and what follows is guarded by the answer's lock. */
    private int taken;

    boolean ready;
    boolean behind;
    boolean reading;
    boolean gone;

    private @Nullable AnswerListener listener;
    private @Nullable Consumer<RuntimeException> broken;

    SharedClient(SharedAnswer answer, Context loop, boolean onQueryLoop, List<Said> said) {
        this.answer = answer;
        this.loop = loop;
        this.onQueryLoop = onQueryLoop;
        this.said = said;
    }

    /** What it hears. */
    public SharedAnswer answer() {
        return answer;
    }

    /**
     * Tells the listener everything from the beginning, never from inside this method.
     *
     * @param whenBroken what to do when the listener throws; it hears nothing more, the other
     *     clients do
     */
    public void hear(AnswerListener newListener, Consumer<RuntimeException> whenBroken) {
        listener = newListener;
        broken = whenBroken;
        if (answer.ready(this)) {
            loop.runOnContext(_ -> read());
        }
    }

    @Override
    public void cancel() {
        answer.leave(this);
    }

    @Override
    public void pause() {
        answer.fallsBehind(this);
    }

    @Override
    public void resume() {
        if (answer.catchesUp(this)) {
            read();
        }
    }

    /** There is something to read; from the query's loop. */
    void wake() {
        if (onQueryLoop) {
            read();
        } else {
            loop.runOnContext(_ -> read());
        }
    }

    boolean mayRead() {
        return ready && !behind && !gone && taken < said.size();
    }

    Said take() {
        return said.get(taken++);
    }

    private void read() {
        var piece = answer.next(this);
        while (piece != null && tell(piece)) {
            piece = answer.next(this);
        }
    }

    /** Whether more is to be told. */
    private boolean tell(Said piece) {
        boolean last = piece instanceof Said.Ended;
        try {
            piece.tell(Objects.requireNonNull(listener));
        } catch (RuntimeException mistake) {
            answer.leave(this);
            Objects.requireNonNull(broken).accept(mistake);
            return false;
        }
        if (last) {
            answer.leave(this);
        }
        return !last;
    }
}
