package dev.understudy.agent.supervisor;

import dev.understudy.agent.BudgetedCalls;
import dev.understudy.agent.LimitReachedException;
import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.Role;
import dev.understudy.data.catalogue.Catalogue;
import dev.understudy.data.source.DataSource;
import dev.understudy.data.source.DataSources;
import dev.understudy.data.source.SourceDownException;
import dev.understudy.data.source.SourceState;
import dev.understudy.gateway.NoModelException;
import dev.understudy.gateway.StoppedException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Chooses the team for a question: by rules where they are certain, else by one call of a model,
 * whose reply falls back to the general team where it cannot be read. Thread-safe; may block.
 */
public final class Supervisor {
    /** How an answer of the data team is known again: it shows its SQL. */
    private static final String SHOWN_SQL = "```sql";

    private final DataSources sources;
    private final InstantSource clock;
    private final ZoneId zone;
    private volatile Known known = new Known(List.of(), SchemaWords.of(List.of()));

    private record Known(List<Catalogue> catalogues, SchemaWords words) {}

    public Supervisor(DataSources sources, InstantSource clock, ZoneId zone) {
        this.sources = sources;
        this.clock = clock;
        this.zone = zone;
    }

    /** Chooses; asks a model only where the rules are not certain. */
    public Destination choose(ChatRequest asked, BudgetedCalls calls)
            throws LimitReachedException, NoModelException, StoppedException {
        var usable = sources.all().stream().filter(Supervisor::usable).toList();
        if (usable.isEmpty()) {
            return Destination.GENERAL;
        }
        var catalogues = usable.stream().flatMap(it -> catalogue(it).stream()).toList();
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var verdict =
                RoutingRules.judge(
                        asked.lastQuestion(),
                        followsData(asked.messages()),
                        words(catalogues),
                        today);
        return switch (verdict) {
            case DATA -> Destination.DATA;
            case GENERAL -> Destination.GENERAL;
            case UNCERTAIN ->
                    RoutingCall.read(
                            calls.ask(RoutingCall.request(asked.messages(), catalogues)).text());
        };
    }

    /**
     * The sources that cannot be asked although the question may be about them: by the rules where
     * it is known what they have, else where it asks for figures at all. Their names; asks no
     * model.
     */
    public List<String> notAsked(ChatRequest asked) {
        return sources.all().stream()
                .filter(it -> !it.askable() && mayBeAbout(asked, it))
                // Reading its catalogue may have shown that it can be asked again.
                .filter(it -> !it.askable())
                .map(DataSource::name)
                .toList();
    }

    private boolean mayBeAbout(ChatRequest asked, DataSource source) {
        return RoutingRules.mayBeAbout(
                asked.lastQuestion(),
                followsData(asked.messages()),
                SchemaWords.of(catalogue(source).stream().toList()),
                LocalDate.ofInstant(clock.instant(), zone));
    }

    private static boolean usable(DataSource source) {
        return switch (source.state()) {
            case SourceState.Usable(), SourceState.Doubtful _, SourceState.Down _ -> true;
            case SourceState.Refused _ -> false;
        };
    }

    /** One that is down has no words to offer; whoever asks for its data is told by the team. */
    private static Optional<Catalogue> catalogue(DataSource source) {
        try {
            return Optional.of(source.catalogue());
        } catch (SourceDownException _) {
            return Optional.empty();
        }
    }

    private SchemaWords words(List<Catalogue> catalogues) {
        var now = known;
        // Equal at first sight as long as the sources give the catalogue that they gave before.
        if (!now.catalogues().equals(catalogues)) {
            now = new Known(catalogues, SchemaWords.of(catalogues));
            known = now;
        }
        return now.words();
    }

    /** Whether the answer before the question asked last came from the data team. */
    static boolean followsData(List<ChatMessage> conversation) {
        return conversation.stream()
                .filter(message -> message.role() == Role.ASSISTANT && !message.text().isBlank())
                .reduce((_, later) -> later)
                .filter(it -> it.text().toLowerCase(Locale.ROOT).contains(SHOWN_SQL))
                .isPresent();
    }
}
