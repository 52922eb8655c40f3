package dev.understudy.server;

import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.RecordedRequest;
import dev.understudy.simulator.Simulator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What reaches a simulated upstream, as it comes: so that a test can wait for it. */
final class HeardRequests {
    private final BlockingQueue<RecordedRequest> heard = new LinkedBlockingQueue<>();

    /** To be made before other rules are given to the simulator: it changes nothing. */
    HeardRequests(Simulator upstream) {
        upstream.when(
                request -> {
                    heard.add(request);
                    return false;
                },
                Behaviour.empty());
    }

    /** Waits for the next request that is such a one; those before it are forgotten. */
    RecordedRequest await(Predicate<RecordedRequest> wanted) throws InterruptedException {
        while (true) {
            var next = heard.poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no such request came");
            }
            if (wanted.test(next)) {
                return next;
            }
        }
    }

    static Predicate<RecordedRequest> look(String model) {
        return request -> request.path().equals("/api/show") && request.model().equals(model);
    }

    static Predicate<RecordedRequest> warming(String model) {
        return request ->
                request.path().equals("/api/chat")
                        && request.model().equals(model)
                        && request.json().path("messages").isEmpty();
    }

    static Predicate<RecordedRequest> chat(String model) {
        return request ->
                request.path().equals("/api/chat")
                        && request.model().equals(model)
                        && !request.json().path("messages").isEmpty();
    }
}
