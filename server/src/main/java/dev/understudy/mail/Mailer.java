package dev.understudy.mail;

import dev.understudy.alert.ToldAlert;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails alerts to the operator, one after the other, on one virtual thread. Alerts wait in a
 * bounded queue; while the mail server is away they are tried again, and given up in the end. What
 * is lost is counted, and the next mail says so.
 *
 * <p>The log hears of a failure when it begins and when its reason changes, not at each try.
 *
 * <p>Thread-safe; no method but {@link #close} blocks.
 */
public final class Mailer implements Consumer<ToldAlert>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);

    /** Some hundred bytes each; a service with more news than this has told enough. */
    static final int QUEUED = 100;

    /** What is left at the end is tried once more; nobody waits longer for a server to stop. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final MailRoute route;
    private final SmtpSender sender;
    private final RetryDelays delays;
    private final InstantSource instants;
    private final ZoneId zone;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ArrayDeque<ToldAlert> queue = new ArrayDeque<>();
    private @Nullable Thread thread;
    private long lost;

    /** Only on the mailer's thread: why the last try failed; empty where it did not. */
    private String trouble = "";

    private long written;

    /**
     * @param zone in which times are told
     */
    public Mailer(MailRoute route, RetryDelays delays, InstantSource instants, ZoneId zone) {
        this(route, new SmtpSender(route), delays, instants, zone);
    }

    Mailer(
            MailRoute route,
            SmtpSender sender,
            RetryDelays delays,
            InstantSource instants,
            ZoneId zone) {
        this.route = route;
        this.sender = sender;
        this.delays = delays;
        this.instants = instants;
        this.zone = zone;
    }

    /** Sends one mail that says it is a test, now. Blocks; for the command line. */
    public static SendOutcome sendTest(MailRoute route, Service service, InstantSource instants) {
        var now = instants.instant();
        var id = route.messageId("test." + now.toEpochMilli());
        return new SmtpSender(route).send(AlertMail.test(id, now, service));
    }

    /**
     * Begins to send, what is queued already first.
     *
     * @param service in whose name; asked on the mailer's thread, so it may block
     */
    public synchronized void start(Supplier<Service> service) {
        if (thread == null && !closing()) {
            thread = Thread.ofVirtual().name("mailer").start(() -> run(service));
        }
    }

    private boolean closing() {
        return closing.getCount() == 0;
    }

    /** Queues an alert; where the queue is full the oldest one is lost. */
    @Override
    public synchronized void accept(ToldAlert alert) {
        if (closing()) {
            return;
        }
        if (queue.size() >= QUEUED) {
            queue.removeFirst();
            lost++;
        }
        queue.addLast(alert);
        notifyAll();
    }

    private void run(Supplier<Service> from) {
        try {
            var service = from.get();
            for (var next = take(); next.isPresent(); next = take()) {
                deliver(next.get(), service);
            }
        } catch (InterruptedException _) {
            LOG.debug("the mailer was told to stop");
        }
    }

    /** The next alert; empty at the end. */
    private synchronized Optional<ToldAlert> take() throws InterruptedException {
        while (queue.isEmpty() && !closing()) {
            wait();
        }
        return Optional.ofNullable(queue.pollFirst());
    }

    private void deliver(ToldAlert alert, Service service) throws InterruptedException {
        written++;
        var millis = instants.instant().toEpochMilli();
        var id = route.messageId("alert." + millis + "." + written + "." + service.hashCode());
        for (int failures = 1; ; failures++) {
            long lostBefore = lost();
            switch (sender.send(AlertMail.of(id, alert, service, zone, lostBefore))) {
                case SendOutcome.Sent() -> {
                    sent(lostBefore);
                    return;
                }
                case SendOutcome.Failed(var reason, var forGood) -> {
                    var delay = forGood ? Optional.<Duration>empty() : delays.after(failures);
                    failed(reason);
                    if (delay.isEmpty() || closing()) {
                        giveUp(alert, failures);
                        return;
                    }
                    // At the end it does not wait, but tries once more.
                    var _ = closing.await(delay.get().toNanos(), TimeUnit.NANOSECONDS);
                }
            }
        }
    }

    private synchronized long lost() {
        return lost;
    }

    private synchronized void sent(long lostBefore) {
        lost -= lostBefore;
        if (!trouble.isEmpty()) {
            trouble = "";
            LOG.info("The mail server {} takes mails again", route.server());
        }
    }

    private void failed(String reason) {
        if (!reason.equals(trouble)) {
            trouble = reason;
            LOG.warn("Alerts cannot be mailed: the mail server {} {}", route.server(), reason);
        }
    }

    private synchronized void giveUp(ToldAlert alert, int tries) {
        lost++;
        if (tries > 1) {
            LOG.warn("Not mailed after {} tries: {}", tries, alert.text().title());
        }
    }

    /** Tries what is queued once more, for a few seconds; the log says how many are lost. */
    @Override
    public void close() {
        Thread sending;
        synchronized (this) {
            closing.countDown();
            notifyAll();
            sending = thread;
        }
        if (sending == null) {
            return;
        }
        try {
            if (!sending.join(CLOSE_WITHIN)) {
                abandon(sending);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void abandon(Thread sending) {
        LOG.warn("Alerts that were not mailed before the end: {}", queue.size() + 1);
        queue.clear();
        sending.interrupt();
    }
}
