package dev.understudy.alert;

import dev.understudy.quota.OnExceeded;
import dev.understudy.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sees what happens, tells of changes, and keeps the latest alerts for who looks. The same alert
 * about the same thing is told at most once in {@link #QUIET}.
 *
 * <p>Thread-safe; never blocks for longer than a few map operations. The teller is called while its
 * lock is held, so that alerts are told in the order of the changes: it must only queue them.
 */
public final class AlertBoard implements ServiceWatch {
    /** Long enough that something that flaps for a night fills no mailbox. */
    public static final Duration QUIET = Duration.ofMinutes(10);

    /** More than a bad night brings; some hundred bytes each. */
    public static final int KEPT = 50;

    private final AlertRules rules;
    private final Ticker ticker;
    private final InstantSource instants;
    private final Consumer<ToldAlert> teller;
    private final ArrayDeque<ToldAlert> latest = new ArrayDeque<>();

    /**
     * @param models the chain's, in the order they are asked
     * @param teller gets each alert once; must not block
     */
    public AlertBoard(
            List<String> models,
            OnExceeded onExceeded,
            Ticker ticker,
            InstantSource instants,
            Consumer<ToldAlert> teller) {
        this.rules = new AlertRules(models, onExceeded, QUIET);
        this.ticker = ticker;
        this.instants = instants;
        this.teller = teller;
    }

    @Override
    public synchronized void saw(ServiceEvent event) {
        tell(rules.saw(event, now()));
    }

    /**
     * Tells what was held back and still holds. For a timer; how often it comes is no matter of
     * correctness.
     */
    public synchronized void tellDue() {
        tell(rules.due(now()));
    }

    /** The latest alerts, newest first. */
    public synchronized List<ToldAlert> latest() {
        return List.copyOf(latest);
    }

    private Moment now() {
        return new Moment(ticker.nanos(), instants.instant());
    }

    private void tell(List<ToldAlert> alerts) {
        for (var alert : alerts) {
            latest.addFirst(alert);
            if (latest.size() > KEPT) {
                latest.removeLast();
            }
            teller.accept(alert);
        }
    }
}
