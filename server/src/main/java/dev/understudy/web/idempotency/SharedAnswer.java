package dev.understudy.web.idempotency;

import dev.understudy.chat.ChatEvent;
import dev.understudy.data.result.Chart;
import dev.understudy.execution.Cause;
import dev.understudy.execution.Outcome;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.Answer;
import dev.understudy.gateway.AnswerListener;
import dev.understudy.gateway.RunningQuery;
import dev.understudy.notice.Notice;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One query's answer for all the clients that asked for it with the same idempotency key. What was
 * said is kept once, and each client reads it at its own pace; so it is as large as the answer, and
 * no client waits for another. The query is paused only while all of them are behind, and cancelled
 * when the last one leaves.
 *
 * <p>Thread-safe. The query is heard and steered on the event loop that it was started on; each
 * client is told on its own.
 */
public final class SharedAnswer implements AnswerListener {
    private static final Logger LOG = LoggerFactory.getLogger(SharedAnswer.class);

    private final SharedAnswers answers;
    private final CallersKey key;
    private final BodyHash body;
    private final String queryId;
    private final long createdSeconds;
    private final SteeredQuery query;
    private final Map<Chart, String> chartPaths = new ConcurrentHashMap<>();

    private final Set<SharedClient> clients = new LinkedHashSet<>();
    private List<Said> said = new ArrayList<>();
    private boolean abandoned;
    private boolean ended;
    private volatile int clientCount;

    /**
     * @param loop the event loop that the query will be started on
     */
    SharedAnswer(
            SharedAnswers answers,
            CallersKey key,
            BodyHash body,
            String queryId,
            long createdSeconds,
            Context loop) {
        this.answers = answers;
        this.key = key;
        this.body = body;
        this.queryId = queryId;
        this.createdSeconds = createdSeconds;
        this.query = new SteeredQuery(loop);
    }

    /** The id of the query, and so of the answer that every client gets. */
    public String queryId() {
        return queryId;
    }

    /** When it was asked first, in seconds since 1970. */
    public long createdSeconds() {
        return createdSeconds;
    }

    BodyHash body() {
        return body;
    }

    /** Clients that hear it now, as far as is known without waiting. */
    int clientCount() {
        return clientCount;
    }

    /** Where a chart is found: the same place for all clients. */
    public String chartPath(Chart chart, Function<Chart, String> put) {
        var known = chartPaths.get(chart);
        if (known != null) {
            return known;
        }
        var path = put.apply(chart);
        var earlier = chartPaths.putIfAbsent(chart, path);
        return earlier == null ? path : earlier;
    }

    /**
     * Starts the query. A mistake there ends the answer as failed, since others may wait for it
     * already. On the query's loop.
     */
    void start(Function<SharedAnswer, RunningQuery> starter) {
        try {
            query.started(starter.apply(this));
        } catch (RuntimeException bug) {
            LOG.error("Query {} could not be started", queryId, bug);
            var failed = new Outcome.Failed(Cause.UPSTREAM_FAILED, Duration.ZERO);
            ended(Answer.notBegun(queryId, failed));
        }
    }

    /**
     * One client more; empty when the last one left before, and the query is being cancelled.
     *
     * @param onQueryLoop whether the client lives where the query does
     */
    Optional<SharedClient> enter(Context clientLoop, boolean onQueryLoop) {
        SharedClient client;
        synchronized (this) {
            if (abandoned) {
                return Optional.empty();
            }
            client = new SharedClient(this, clientLoop, onQueryLoop, said);
            clients.add(client);
            clientCount = clients.size();
        }
        steer(onQueryLoop);
        return Optional.of(client);
    }

    /** The client hears no more. The last one takes the query with it. */
    void leave(SharedClient client) {
        boolean last;
        synchronized (this) {
            if (!clients.remove(client)) {
                return;
            }
            client.gone = true;
            clientCount = clients.size();
            last = clients.isEmpty() && !ended;
            abandoned |= last;
        }
        if (last) {
            answers.forget(key, this);
            query.cancel(client.onQueryLoop);
        } else {
            steer(client.onQueryLoop);
        }
    }

    /** The next piece for the client; null when it has to wait for one, or is behind, or gone. */
    synchronized @Nullable Said next(SharedClient client) {
        if (!client.mayRead()) {
            client.reading = false;
            return null;
        }
        return client.take();
    }

    /** Whether there is something to read now; then the client is the one to do so. */
    private static boolean beginsToRead(SharedClient client) {
        boolean begins = client.mayRead() && !client.reading;
        client.reading |= begins;
        return begins;
    }

    /** The client can take what is said. Returns whether it has to read now. */
    synchronized boolean ready(SharedClient client) {
        client.ready = true;
        return beginsToRead(client);
    }

    /** The client's socket is full. */
    void fallsBehind(SharedClient client) {
        synchronized (this) {
            client.behind = true;
        }
        steer(client.onQueryLoop);
    }

    /** The client's socket has room again. Returns whether it has to read now. */
    boolean catchesUp(SharedClient client) {
        boolean reads;
        synchronized (this) {
            client.behind = false;
            reads = beginsToRead(client);
        }
        steer(client.onQueryLoop);
        return reads;
    }

    private void steer(boolean there) {
        query.steer(there, this::allBehind);
    }

    private synchronized boolean allBehind() {
        return !clients.isEmpty() && clients.stream().allMatch(client -> client.behind);
    }

    @Override
    public void notice(Notice notice) {
        say(new Said.Noticed(notice));
    }

    @Override
    public void step(AgentStep step) {
        say(new Said.Stepped(step));
    }

    @Override
    public void chart(Chart chart) {
        say(new Said.Drawn(chart));
    }

    @Override
    public void event(ChatEvent event) {
        say(new Said.Spoken(event));
    }

    private void say(Said piece) {
        var readers = new ArrayList<SharedClient>();
        synchronized (this) {
            said.add(piece);
            for (var client : clients) {
                if (beginsToRead(client)) {
                    readers.add(client);
                }
            }
        }
        readers.forEach(SharedClient::wake);
    }

    /**
     * What is remembered must be known before a client can have the answer, and what failed not.
     */
    @Override
    public void ended(Answer answer) {
        query.ended();
        List<Said> whole;
        synchronized (this) {
            whole = new ArrayList<>(said);
        }
        whole.add(new Said.Ended(answer));
        var joined = Said.joined(whole);
        synchronized (this) {
            ended = true;
        }
        answers.ended(key, this, answer, joined.stream().mapToLong(Said::bytes).sum());
        say(new Said.Ended(answer));
        synchronized (this) {
            said = joined;
        }
    }
}
