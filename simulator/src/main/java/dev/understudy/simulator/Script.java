package dev.understudy.simulator;

import java.util.ArrayList;
import java.util.List;

/** Behaviours in their order, the last one for ever. Thread-safe. */
final class Script {
    private final List<Behaviour> behaviours;
    private int next;

    Script(Behaviour first, Behaviour... then) {
        var all = new ArrayList<Behaviour>();
        all.add(first);
        all.addAll(List.of(then));
        this.behaviours = List.copyOf(all);
    }

    synchronized Behaviour next() {
        var behaviour = behaviours.get(next);
        next = Math.min(next + 1, behaviours.size() - 1);
        return behaviour;
    }
}
