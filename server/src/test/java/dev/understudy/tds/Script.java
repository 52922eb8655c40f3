package dev.understudy.tds;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Which statements the fake reacts to by itself; what was said last goes first. Thread-safe. */
final class Script {
    private record Rule(Predicate<String> sql, Reaction reaction, AtomicInteger left) {
        boolean takes(String statement) {
            return sql.test(statement) && left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
        }
    }

    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    /** At most {@code times}; after that it is as if this had not been said. */
    void add(Predicate<String> sql, Reaction reaction, int times) {
        rules.addFirst(new Rule(sql, reaction, new AtomicInteger(times)));
    }

    void forgetAll() {
        rules.clear();
    }

    Optional<Reaction> reactionTo(String sql) {
        return rules.stream().filter(rule -> rule.takes(sql)).findFirst().map(Rule::reaction);
    }

    /** Whether a statement contains {@code part}, in any case of letters. */
    static Predicate<String> containing(String part) {
        String wanted = part.toLowerCase(Locale.ROOT);
        return sql -> sql.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
