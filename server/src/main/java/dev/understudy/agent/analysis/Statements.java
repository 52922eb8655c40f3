package dev.understudy.agent.analysis;

import dev.understudy.agent.AgentBudget;
import dev.understudy.agent.Exhausted;
import dev.understudy.data.Cancellation;
import dev.understudy.data.guard.GuardVerdict;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.data.source.StatementResult;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.StoppedException;
import java.util.HashSet;
import java.util.Set;

/**
 * Runs statements for one query: through the guard, within the budget, none twice. For one thread.
 */
final class Statements {
    /** How a statement ended. */
    sealed interface Ended {
        record Ran(StatementResult.Rows rows, String sql) implements Ended {}

        record Refused(GuardVerdict.Refused verdict) implements Ended {}

        record Failed(StatementFailure failure) implements Ended {}

        /** It was run before, or refused; the same comes of it. */
        record Repeated() implements Ended {}

        record OverBudget(Exhausted exhausted) implements Ended {}
    }

    /** Tells what is being done. */
    @FunctionalInterface
    interface Steps {
        void tell(AgentStep step) throws StoppedException;
    }

    private final SqlGuard guard;
    private final ResultLimits limits;
    private final AgentBudget budget;
    private final Steps steps;
    private final Cancellation cancellation;
    private final Set<String> seen = new HashSet<>();

    Statements(
            SqlGuard guard,
            ResultLimits limits,
            AgentBudget budget,
            Steps steps,
            Cancellation cancellation) {
        this.guard = guard;
        this.limits = limits;
        this.budget = budget;
        this.steps = steps;
        this.cancellation = cancellation;
    }

    Ended run(String sql, UsableSource source) throws StoppedException {
        if (!seen.add(source.name() + "\n" + withoutLayout(sql))) {
            return new Ended.Repeated();
        }
        return judged(sql, source);
    }

    /** Judges a statement that was refused by a catalogue that has been read anew since. */
    Ended judged(String sql, UsableSource source) throws StoppedException {
        return switch (guard.check(sql, source.catalogue())) {
            case GuardVerdict.Refused refused -> new Ended.Refused(refused);
            case GuardVerdict.Allowed(var allowed) -> {
                var exhausted = budget.takeSqlStatement();
                if (exhausted.isPresent()) {
                    yield new Ended.OverBudget(exhausted.get());
                }
                steps.tell(new AgentStep.SqlWritten(source.name(), allowed.text()));
                yield ended(
                        source, allowed.text(), source.source().run(allowed, limits, cancellation));
            }
        };
    }

    private Ended ended(UsableSource source, String sql, StatementResult result)
            throws StoppedException {
        return switch (result) {
            case StatementResult.Rows rows -> {
                steps.tell(
                        new AgentStep.SqlRan(
                                source.name(), rows.table().rows().size(), rows.took().toMillis()));
                yield new Ended.Ran(rows, sql);
            }
            case StatementResult.Failed(var failure) -> {
                if (failure instanceof StatementFailure.Cancelled) {
                    throw new StoppedException();
                }
                yield new Ended.Failed(failure);
            }
        };
    }

    private static String withoutLayout(String sql) {
        return sql.replaceAll("\\s+", " ").replaceAll("[; ]+$", "").strip();
    }
}
