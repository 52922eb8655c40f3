package dev.understudy.cli.drill;

import java.util.ArrayList;
import java.util.List;

/** What was promised in a drill and whether it was kept. One thread at a time. */
public final class Verdict {
    /**
     * One promise.
     *
     * @param promised what should have been found; empty where the words say it
     * @param seen what was found
     */
    public record Promise(String words, boolean kept, String promised, String seen) {
        /** Why it was not kept. */
        public String complaint() {
            return promised.isEmpty() ? seen : "%s, not %s".formatted(seen, promised);
        }
    }

    private final List<Promise> promises = new ArrayList<>();

    /** Holds what was seen against what was promised. */
    public <T> void expect(String words, T seen, T promised) {
        promises.add(
                new Promise(
                        words,
                        promised.equals(seen),
                        String.valueOf(promised),
                        String.valueOf(seen)));
    }

    public void expect(String words, boolean kept, String seen) {
        promises.add(new Promise(words, kept, "", seen));
    }

    /** The drill could not be played to its end. */
    public void broke(Exception failure) {
        promises.add(new Promise("it can be played to its end", false, "", failure.toString()));
    }

    public List<Promise> promises() {
        return List.copyOf(promises);
    }

    /** All kept; a drill without promises is not passed. */
    public boolean passed() {
        return !promises.isEmpty() && promises.stream().allMatch(Promise::kept);
    }
}
