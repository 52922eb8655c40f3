package dev.understudy.agent.general;

import dev.understudy.agent.AnsweringTeam;
import dev.understudy.agent.BudgetedCalls;
import dev.understudy.agent.LimitReachedException;
import dev.understudy.agent.tool.ComputedFacts;
import dev.understudy.agent.tool.ToolResult;
import dev.understudy.agent.tool.Toolbox;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.ResponseFormat;
import dev.understudy.chat.ToolSpec;
import dev.understudy.data.source.DataSources;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.NoModelException;
import dev.understudy.gateway.Query;
import dev.understudy.gateway.StoppedException;
import dev.understudy.gateway.TeamAnswer;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Answers with a model and tools. What code can compute for certain is computed before the model is
 * asked, so that models without tools, and small ones, get it right too. Thread-safe.
 *
 * <p>Tools that the client sent are not passed on: the answer is ours to finish. A model that
 * cannot call tools is not offered any by the gateway; then the facts computed beforehand are all
 * it has.
 */
public final class GeneralAssistantTeam implements AnsweringTeam {
    public static final String NAME = "General Assistant Team";

    private final Toolbox tools;
    private final InstantSource clock;
    private final ZoneId zone;
    private final DataSources sources;

    /**
     * @param zone where today is decided
     * @param sources a model is told of those that cannot be asked, so that it invents nothing
     */
    public GeneralAssistantTeam(
            Toolbox tools, InstantSource clock, ZoneId zone, DataSources sources) {
        this.tools = tools;
        this.clock = clock;
        this.zone = zone;
        this.sources = sources;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public TeamAnswer answer(Query query, BudgetedCalls calls)
            throws LimitReachedException, NoModelException, StoppedException {
        var asked = query.request();
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var fact = ComputedFacts.about(asked.lastQuestion(), today);
        if (fact.isPresent()) {
            calls.step(new AgentStep.ToolUsed(fact.get().use()));
        }
        var conversation = new ToolConversation(request(asked, today, fact), tools, calls);
        return conversation
                .run()
                .<TeamAnswer>map(reason -> new TeamAnswer.Limited(NAME, null, reason))
                .orElseGet(() -> new TeamAnswer.ByModel(NAME, null));
    }

    /** Where the answer must have a form, or is known already, tools would only lead astray. */
    private ChatRequest request(ChatRequest asked, LocalDate today, Optional<ToolResult> fact) {
        boolean free = asked.format() instanceof ResponseFormat.PlainText;
        var offered = free && fact.isEmpty() ? tools.specs() : List.<ToolSpec>of();
        return asked.withMessages(
                        SystemPrompt.before(asked.messages(), today, sources.notAskable(), fact))
                .withTools(offered, false);
    }
}
