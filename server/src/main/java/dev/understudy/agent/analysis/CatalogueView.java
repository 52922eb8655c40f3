package dev.understudy.agent.analysis;

import dev.understudy.data.catalogue.Catalogue;

/** How a catalogue is told to a model. Thread-safe. */
@FunctionalInterface
public interface CatalogueView {
    /**
     * What of the catalogue matters to the question, within {@code tokens}. It holds comments and
     * values from the data: whoever uses it fences it.
     */
    String describe(Catalogue catalogue, String question, int tokens);
}
