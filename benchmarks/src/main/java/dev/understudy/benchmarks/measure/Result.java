package dev.understudy.benchmarks.measure;

import java.util.List;

/**
 * What a benchmark found.
 *
 * @param notes what a reader must know to understand the figures: settings that are not the
 *     defaults, how to replay a failure
 * @param leftOut what could not be measured, and for want of what
 */
public record Result(
        String benchmark, List<Figure> figures, List<String> notes, List<String> leftOut) {
    public Result {
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
        leftOut = List.copyOf(leftOut);
    }

    /** All goals are met; a benchmark without figures has shown nothing. */
    public boolean passed() {
        return !figures.isEmpty() && figures.stream().allMatch(Figure::met);
    }
}
