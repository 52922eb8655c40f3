package dev.understudy.agent.analysis;

import dev.understudy.context.TokenCounter;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.catalogue.CatalogueRanking;
import dev.understudy.data.catalogue.CatalogueText;

/** Tells the tables that matter to the question first, and what there is room for. Thread-safe. */
final class RankedView implements CatalogueView {
    @Override
    public String describe(Catalogue catalogue, String question, int tokens) {
        var tables = CatalogueRanking.rank(question, catalogue).tables();
        return CatalogueText.of(catalogue, tables, tokens, TokenCounter.estimate()).text();
    }
}
