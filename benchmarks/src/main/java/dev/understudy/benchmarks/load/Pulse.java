package dev.understudy.benchmarks.load;

import dev.understudy.cli.drill.Seen;
import dev.understudy.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A new question each half second, whether or not the earlier ones were answered, each on a thread
 * and in a conversation of its own. Made and closed by one thread; closing waits for the answers.
 */
final class Pulse implements AutoCloseable {
    static final Duration INTERVAL = Duration.ofMillis(500);

    /**
     * One question and what came of it.
     *
     * @param at when it was asked, by the ticker, in nanoseconds
     * @param seen empty where the client got no answer at all
     */
    record Asked(long at, Optional<Seen> seen) {
        /** How long the first text took; empty where none came. */
        Optional<Duration> firstText() {
            return seen.flatMap(it -> Optional.ofNullable(it.firstContent()));
        }

        /** When the first text came; by the ticker, in nanoseconds. */
        long firstTextAt() {
            return at + firstText().orElse(Duration.ZERO).toNanos();
        }
    }

    private final TimedChat chat;
    private final Ticker ticker;
    private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Asked> asked = new ArrayList<>();
    private long next;
    private int begun;

    Pulse(TimedChat chat, Ticker ticker) {
        this.chat = chat;
        this.ticker = ticker;
        this.next = ticker.nanos();
    }

    /** Goes on for so long. */
    void beat(Duration time) throws InterruptedException {
        long end = next + time.toNanos();
        beatWhile(() -> next - end < 0);
    }

    /**
     * Waits for this part of the time to the next question, so that what is done then has no fixed
     * place between two questions.
     *
     * @param part from 0 to 1
     */
    void rest(double part) throws InterruptedException {
        long wait = (long) ((next - ticker.nanos()) * part);
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
    }

    /**
     * Goes on until an answer of this kind was seen whose text began since {@code from}.
     *
     * @return the one whose text came first, or nothing within the time
     */
    Optional<Asked> beatUntil(Predicate<Seen> wanted, long from, Duration atMost)
            throws InterruptedException {
        long end = next + atMost.toNanos();
        beatWhile(() -> next - end < 0 && first(wanted, from).isEmpty());
        return first(wanted, from);
    }

    private void beatWhile(BooleanSupplier goOn) throws InterruptedException {
        while (goOn.getAsBoolean()) {
            long wait = next - ticker.nanos();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            next += INTERVAL.toNanos();
            begun++;
            asking.execute(this::ask);
        }
    }

    private void ask() {
        long at = ticker.nanos();
        Optional<Seen> seen;
        try {
            seen = Optional.of(chat.ask());
        } catch (Exception _) {
            seen = Optional.empty(); // counted as lost
        }
        synchronized (asked) {
            asked.add(new Asked(at, seen));
            asked.notifyAll();
        }
    }

    private Optional<Asked> first(Predicate<Seen> wanted, long from) {
        return asked().stream()
                .filter(it -> it.seen().filter(wanted).isPresent())
                .filter(it -> it.firstTextAt() - from >= 0)
                .min(Comparator.comparingLong(Asked::firstTextAt));
    }

    /** All that have been answered so far, or have failed. */
    List<Asked> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    /**
     * Asks nothing until all that was asked is answered: what happens next finds no answer under
     * way.
     */
    void settle() throws InterruptedException {
        synchronized (asked) {
            while (asked.size() < begun) {
                asked.wait();
            }
        }
        next = ticker.nanos();
    }

    /** Asks no more, and waits for the answers to what was asked. */
    List<Asked> end() {
        asking.close();
        return asked();
    }

    /** Answers that did not come, or not as they were meant. */
    long lost() {
        return asked().stream().filter(it -> it.seen().filter(Stage::isWhole).isEmpty()).count();
    }

    @Override
    public void close() {
        end();
    }
}
