package dev.understudy.cli.drill;

import java.util.List;

/**
 * A drill that was played.
 *
 * @param seen what its users saw, question by question; empty where the verdict says all
 */
public record Played(Drill drill, List<Seen> seen, Verdict verdict) {
    public Played {
        seen = List.copyOf(seen);
    }
}
