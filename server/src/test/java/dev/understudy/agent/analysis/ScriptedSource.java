package dev.understudy.agent.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.Cancellation;
import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.guard.ReadOnlySql;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.result.ResultTable;
import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.SourceDownException;
import dev.understudy.data.source.SourceState;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.data.source.StatementResult;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source that gives what its script says, in order. */
final class ScriptedSource implements DataSource {
    final List<String> ran = new ArrayList<>();
    int refreshed;
    private final String name;
    private Catalogue catalogue;
    private @Nullable Catalogue next;
    private final Deque<StatementResult> results = new ArrayDeque<>();
    private SourceState state = new SourceState.Usable();

    ScriptedSource(String name, Catalogue catalogue) {
        this.name = name;
        this.catalogue = catalogue;
    }

    ScriptedSource gives(ResultTable table) {
        results.add(new StatementResult.Rows(table, Duration.ofMillis(12)));
        return this;
    }

    ScriptedSource fails(StatementFailure failure) {
        results.add(new StatementResult.Failed(failure));
        return this;
    }

    ScriptedSource in(SourceState newState) {
        state = newState;
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Dialect dialect() {
        return catalogue.dialect();
    }

    @Override
    public SourceState state() {
        return state;
    }

    @Override
    public Catalogue catalogue() throws SourceDownException {
        if (state instanceof SourceState.Down(var reason)) {
            throw new SourceDownException(reason);
        }
        return catalogue;
    }

    /** What is read after the next refresh. */
    ScriptedSource thenHas(Catalogue newCatalogue) {
        next = newCatalogue;
        return this;
    }

    @Override
    public void refresh() {
        refreshed++;
        catalogue = next == null ? catalogue : next;
    }

    @Override
    public StatementResult run(ReadOnlySql sql, ResultLimits limits, Cancellation cancellation) {
        assertThat(ran).as("nothing is run twice").doesNotContain(sql.text());
        ran.add(sql.text());
        if (cancellation.cancelled()) {
            return new StatementResult.Failed(new StatementFailure.Cancelled());
        }
        assertThat(results).as("a statement that the script does not know: %s", sql).isNotEmpty();
        var result = results.removeFirst();
        if (result instanceof StatementResult.Failed(StatementFailure.SourceDown(var reason))) {
            state = new SourceState.Down(reason);
        }
        return result;
    }

    @Override
    public void close() {}
}
