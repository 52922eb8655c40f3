package dev.understudy.mcp.tool;

import dev.understudy.chat.ChatRequest;
import dev.understudy.gateway.Answer;
import dev.understudy.gateway.AwaitedQuery;
import dev.understudy.gateway.Query;
import dev.understudy.gateway.QueryStarter;
import dev.understudy.gateway.Route;
import dev.understudy.mcp.ServedTool;
import dev.understudy.mcp.ToolArguments;
import dev.understudy.mcp.ToolDescription;
import dev.understudy.mcp.ToolProblem;
import dev.understudy.mcp.ToolResult;
import dev.understudy.mcp.ToolUse;
import dev.understudy.output.AnswerJson;
import dev.understudy.output.OutcomeText;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * {@code ask}: a question to the agents, through the gateway like any other query. Cancelled with
 * its use; the time of a query bounds it.
 */
public final class AskTool implements ServedTool {
    private final ToolDescription description = ToolDescription.of(AskTool.class, "ask");
    private final Vertx vertx;
    private final QueryStarter queries;
    private final Function<String, ChatRequest> requests;

    /**
     * @param requests makes a question into what models are asked
     */
    public AskTool(Vertx vertx, QueryStarter queries, Function<String, ChatRequest> requests) {
        this.vertx = vertx;
        this.queries = queries;
        this.requests = requests;
    }

    @Override
    public ToolDescription description() {
        return description;
    }

    @Override
    public ToolResult use(ToolArguments arguments, ToolUse use)
            throws ToolProblem, InterruptedException {
        var query =
                new Query(
                        UUID.randomUUID().toString(),
                        Route.AGENTS,
                        use.user().name(),
                        use.conversation(),
                        false,
                        true,
                        requests.apply(arguments.text("question")),
                        use.user().key(),
                        use.user().keyLimit());
        var heard = new HeardAnswer(use);
        var asked = AwaitedQuery.begin(vertx, it -> queries.start(query, it), heard);
        use.cancellation().onCancel(asked::cancel);
        return result(asked.await(), heard);
    }

    private ToolResult result(Answer answer, HeardAnswer heard) {
        var text = heard.text();
        var problem = OutcomeText.of(answer.outcome()).orElse(null);
        var json =
                AnswerJson.understudy(
                        answer,
                        Route.AGENTS,
                        problem == null ? text : null,
                        problem,
                        heard.notices(),
                        Integer.MAX_VALUE);
        return new ToolResult(
                texts(problem == null ? text : problem, heard), json, problem != null);
    }

    /** The answer, then what its user should know of the service. */
    private static List<String> texts(String text, HeardAnswer heard) {
        var texts = new ArrayList<String>();
        texts.add(text);
        heard.notices().stream()
                .filter(it -> !it.passing() && !it.saidInText())
                .map(it -> (it.sign() + " " + it.title() + "\n" + it.text()).strip())
                .forEach(texts::add);
        return texts;
    }
}
