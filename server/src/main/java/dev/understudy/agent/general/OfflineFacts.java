package dev.understudy.agent.general;

import dev.understudy.agent.OfflineAnswerer;
import dev.understudy.agent.tool.ComputedFacts;
import dev.understudy.gateway.Query;
import dev.understudy.gateway.StoppedException;
import dev.understudy.gateway.TeamAnswer;
import dev.understudy.gateway.TeamCalls;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Answers calculations, conversions and dates without any model. The tool is told by the team that
 * was chosen before. Thread-safe.
 */
public final class OfflineFacts implements OfflineAnswerer {
    private final InstantSource clock;
    private final ZoneId zone;

    /**
     * @param zone where today is decided
     */
    public OfflineFacts(InstantSource clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public Optional<TeamAnswer> answer(Query query, TeamCalls calls) throws StoppedException {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var fact = ComputedFacts.about(query.request().lastQuestion(), today);
        if (fact.isEmpty()) {
            return Optional.empty();
        }
        calls.say(fact.get().text() + "\n\n(Computed exactly; no model was used.)");
        return Optional.of(new TeamAnswer.Computed(GeneralAssistantTeam.NAME, null));
    }
}
