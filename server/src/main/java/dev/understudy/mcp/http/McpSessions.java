package dev.understudy.mcp.http;

import dev.understudy.mcp.McpServer;
import dev.understudy.mcp.McpSession;
import dev.understudy.mcp.McpUser;
import dev.understudy.time.Ticker;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The sessions of all clients, by ids that nobody can guess; so many at most, and none for ever.
 * One that has ended is found no more, and its client opens another. Thread-safe.
 */
final class McpSessions {
    /** A session that does nothing costs some hundred bytes. */
    static final int MOST = 1_000;

    /** Of one user: a dozen programs on some machines, each opened anew a few times in an hour. */
    static final int MOST_OF_ONE_USER = 64;

    /** Of somebody who asks for others too: some front ends open one for each chat. */
    static final int MOST_OF_ONE_FRONT_END = MOST / 2;

    /** Desktop programs stay open for days but ask in bursts; a new session costs one request. */
    static final Duration IDLE = Duration.ofHours(1);

    /** 256 bits: an id is as good as a password while it lives. */
    private static final int ID_BYTES = 32;

    private static final class Entry {
        private final McpSession session;
        private long usedAt;

        Entry(McpSession session, long usedAt) {
            this.session = session;
            this.usedAt = usedAt;
        }
    }

    /** A session and how its client names it. */
    record Opened(String id, McpSession session) {}

    private final McpServer server;
    private final Ticker ticker;
    private final SecureRandom random = new SecureRandom();

    /** The one that was used longest ago first. */
    private final Map<String, Entry> byId = new LinkedHashMap<>(16, 0.75f, true);

    McpSessions(McpServer server, Ticker ticker) {
        this.server = server;
        this.ticker = ticker;
    }

    /**
     * A new one. Where this user has its share, its own that was used longest ago and does nothing
     * has to go; where all are taken, the same, and where it has none, that of whoever has most.
     * Empty where all of these do something.
     */
    synchronized Optional<Opened> open(McpUser user) {
        for (var id : expired()) {
            byId.remove(id);
        }
        if (!makeRoom(user)) {
            return Optional.empty();
        }
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        var id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var session = server.open(user);
        byId.put(id, new Entry(session, ticker.nanos()));
        return Optional.of(new Opened(id, session));
    }

    private List<String> expired() {
        var expired = new ArrayList<String>();
        for (var entry : byId.entrySet()) {
            if (!isOver(entry.getValue())) {
                break;
            }
            expired.add(entry.getKey());
        }
        return expired;
    }

    private boolean makeRoom(McpUser user) {
        var counts =
                byId.values().stream()
                        .collect(
                                Collectors.groupingBy(
                                        it -> it.session.user().name(), Collectors.counting()));
        long share = user.forOthers() ? MOST_OF_ONE_FRONT_END : MOST_OF_ONE_USER;
        if (counts.getOrDefault(user.name(), 0L) >= share) {
            return endIdle(user.name());
        }
        return byId.size() < MOST
                || endIdle(user.name())
                || counts.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .anyMatch(it -> endIdle(it.getKey()));
    }

    /** Whether that user had one that does nothing; the one used longest ago has ended. */
    private boolean endIdle(String user) {
        for (var entry : byId.entrySet()) {
            var session = entry.getValue().session;
            if (session.user().name().equals(user) && !session.busy()) {
                byId.remove(entry.getKey());
                return true;
            }
        }
        return false;
    }

    private boolean isOver(Entry entry) {
        return !entry.session.busy() && ticker.nanos() - entry.usedAt > IDLE.toNanos();
    }

    /** The session of that id, if it is this user's, by the same key, and has not ended. */
    synchronized Optional<McpSession> find(String id, McpUser user) {
        var entry = byId.get(id);
        if (entry == null || !entry.session.user().isSameAs(user)) {
            return Optional.empty();
        }
        if (isOver(entry)) {
            byId.remove(id);
            return Optional.empty();
        }
        entry.usedAt = ticker.nanos();
        return Optional.of(entry.session);
    }

    /** Forgets the session, which its caller then closes. */
    synchronized void forget(String id) {
        byId.remove(id);
    }

    synchronized int size() {
        return byId.size();
    }
}
