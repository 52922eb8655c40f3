package dev.understudy.data.guard;

import static dev.understudy.data.guard.GuardRule.ONLY_READS;
import static dev.understudy.data.guard.GuardRule.TOO_LARGE;
import static dev.understudy.data.guard.GuardRule.UNKNOWN_CONSTRUCT;
import static dev.understudy.data.guard.GuardRule.UNREADABLE;

import dev.understudy.data.Dialect;
import dev.understudy.data.catalogue.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Decides whether a statement may run on a source: one statement, that only reads, made of parts
 * that are all on a list. What is not known is refused. Pure; thread-safe; blocks for some
 * milliseconds, and for a bounded time at the worst.
 *
 * <p>The classic way around such a guard is a text that the guard and the database read in two
 * ways. So the text is first cut into tokens in a way that all dialects share, and refused where
 * they would not; then it is written anew from these tokens, without comments, parsed and judged.
 * The parser's own rendering of what it has understood must have the same tokens, so nothing has
 * been overlooked. What is sent is the text that was parsed: a rendering could say something else
 * than what was judged, and the original holds comments and white space that nobody has judged.
 */
public final class ReadOnlyGuard {
    /** Longer ones are not written by hand or by a model that is well. */
    private static final int LONGEST = 20_000;

    /** Parentheses in each other; the parser's time and stack grow with them. */
    private static final int DEEPEST = 60;

    /** Some hundred times what a long statement takes. */
    private static final Duration TIME = Duration.ofSeconds(5);

    /** Enough for the longest sum that fits into a statement, since each term is a level. */
    private static final long STACK_BYTES = 64L << 20;

    private static final Set<String> OPENINGS = Set.of("SELECT", "WITH", "VALUES");

    private ReadOnlyGuard() {}

    /** Judges {@code sql}, which may be anything at all, for the source that has this catalogue. */
    public static GuardVerdict check(String sql, Catalogue catalogue) {
        try {
            if (sql.length() > LONGEST)
                throw new Objection(
                        TOO_LARGE,
                        "The statement is longer than %d characters.".formatted(LONGEST));
            var tokens = Lexer.read(sql, catalogue.dialect());
            nesting(tokens);
            opening(tokens);
            words(tokens, catalogue.dialect());
            TextGrowth.check(tokens);
            return judged(CanonicalText.of(tokens, catalogue.dialect()), catalogue);
        } catch (Objection objection) {
            return objection.refusal();
        }
    }

    private static void nesting(List<SqlToken> tokens) throws Objection {
        var depth = 0;
        for (var token : tokens) {
            if (token.isSign('(') || token.isSign('[')) depth++;
            if (token.isSign(')') || token.isSign(']')) depth--;
            if (depth > DEEPEST)
                throw new Objection(
                        TOO_LARGE,
                        "More than %d parentheses are in each other; use WITH.".formatted(DEEPEST));
        }
    }

    private static void opening(List<SqlToken> tokens) throws Objection {
        var first =
                tokens.stream().filter(it -> !it.isSign('(')).findFirst().orElse(tokens.getFirst());
        if (!OPENINGS.contains(Names.upper(first.text())))
            throw new Objection(
                    ONLY_READS,
                    "'%s' does not begin a query. Send one SELECT, or WITH … SELECT, and nothing else."
                            .formatted(Names.excerpt(first.text(), 0)));
    }

    private static void words(List<SqlToken> tokens, Dialect dialect) throws Objection {
        var forbidden = AllowedNames.of(dialect).words();
        for (var token : tokens)
            if (token.kind() == SqlToken.Kind.WORD && forbidden.contains(Names.lower(token.text())))
                throw new Objection(
                        ONLY_READS,
                        "%s has no place in a query of %s; a name of that kind must be in quotes."
                                .formatted(Names.upper(token.text()), dialect.title()));
    }

    /** In a thread of its own, whose stack does not depend on the caller's. */
    private static GuardVerdict judged(CanonicalText text, Catalogue catalogue) {
        var parser = new BoundedParser(text.parsed(), catalogue.dialect());
        var verdict = new AtomicReference<GuardVerdict>(gaveUp());
        var thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("guard")
                        .stackSize(STACK_BYTES)
                        .start(() -> verdict.set(verdict(text, catalogue, parser)));
        try {
            if (!thread.join(TIME)) parser.stop();
        } catch (InterruptedException interrupted) {
            parser.stop();
            Thread.currentThread().interrupt();
        }
        return verdict.get();
    }

    private static GuardVerdict verdict(
            CanonicalText text, Catalogue catalogue, BoundedParser parser) {
        try {
            var statement = parser.statement();
            new StatementCheck(catalogue).check(statement);
            var overlooked = text.differenceFrom(statement.toString(), catalogue.dialect());
            if (overlooked.isPresent())
                throw new Objection(
                        UNKNOWN_CONSTRUCT,
                        "Not understood near '%s'. Write it in a plainer way, and names without dots in them."
                                .formatted(Names.excerpt(overlooked.get(), 0)));
            return new GuardVerdict.Allowed(new ReadOnlySql(text.text(), catalogue.dialect()));
        } catch (Objection objection) {
            return objection.refusal();
        } catch (StackOverflowError deep) {
            return new GuardVerdict.Refused(
                    TOO_LARGE, "The statement is nested too deeply.", List.of());
        } catch (RuntimeException bug) {
            return new GuardVerdict.Refused(UNREADABLE, "The statement cannot be read.", List.of());
        }
    }

    private static GuardVerdict gaveUp() {
        return new GuardVerdict.Refused(
                TOO_LARGE, "The statement takes too long to read; make it shorter.", List.of());
    }
}
