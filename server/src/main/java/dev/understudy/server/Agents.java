package dev.understudy.server;

import dev.understudy.agent.AgentLimits;
import dev.understudy.agent.AgentTeam;
import dev.understudy.agent.OfflineAnswerer;
import dev.understudy.agent.analysis.AnalysisParts;
import dev.understudy.agent.analysis.DataAnalysisTeam;
import dev.understudy.agent.analysis.OfflineAnswers;
import dev.understudy.agent.general.GeneralAssistantTeam;
import dev.understudy.agent.general.OfflineFacts;
import dev.understudy.agent.supervisor.Supervisor;
import dev.understudy.agent.tool.Toolbox;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.source.DataSources;
import dev.understudy.gateway.Team;
import dev.understudy.settings.AgentSettings;
import dev.understudy.settings.DataSettings;
import dev.understudy.settings.ModelSettings;
import java.time.InstantSource;
import java.util.List;

/** The agents as configured: the supervisor, its two teams, and what answers without a model. */
final class Agents {
    private Agents() {}

    static Team of(ServerConfig config, DataSources sources, InstantSource clock) {
        var zone = config.quota().calendar().zone();
        var parts = AnalysisParts.of(sources, resultLimits(config), clock, zone);
        var offline =
                config.settings().get(ModelSettings.OFFLINE_ANSWERS)
                        ? List.<OfflineAnswerer>of(
                                new OfflineFacts(clock, zone), new OfflineAnswers(parts))
                        : List.<OfflineAnswerer>of();
        return new AgentTeam(
                agentLimits(config),
                new Supervisor(sources, clock, zone),
                new DataAnalysisTeam(parts),
                new GeneralAssistantTeam(Toolbox.standard(clock, zone), clock, zone, sources),
                offline);
    }

    /** What one statement may give and take, whoever wrote it. */
    static ResultLimits resultLimits(ServerConfig config) {
        var settings = config.settings();
        return new ResultLimits(
                settings.get(DataSettings.MAX_RESULT_ROWS),
                settings.get(DataSettings.MAX_RESULT_BYTES),
                settings.get(DataSettings.MAX_CELL_CHARS),
                settings.get(DataSettings.SQL_TIMEOUT_SECONDS));
    }

    private static AgentLimits agentLimits(ServerConfig config) {
        var settings = config.settings();
        return new AgentLimits(
                settings.get(AgentSettings.MAX_AGENT_MODEL_CALLS),
                settings.get(AgentSettings.MAX_AGENT_TURNS),
                settings.get(AgentSettings.MAX_AGENT_TOOL_CALLS),
                settings.get(AgentSettings.MAX_AGENT_SQL_STATEMENTS),
                settings.get(AgentSettings.MAX_AGENT_TOKENS),
                settings.get(AgentSettings.AGENT_RETRY_ATTEMPTS));
    }
}
