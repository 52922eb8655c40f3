package dev.understudy.mcp.tool;

import dev.understudy.chat.ChatRequest;
import dev.understudy.gateway.Answer;
import dev.understudy.gateway.AnswerListener;
import dev.understudy.gateway.Query;
import dev.understudy.gateway.Route;
import dev.understudy.gateway.RunningQuery;
import dev.understudy.mcp.ServedTool;
import dev.understudy.mcp.ToolArguments;
import dev.understudy.mcp.ToolDescription;
import dev.understudy.mcp.ToolProblem;
import dev.understudy.mcp.ToolResult;
import dev.understudy.mcp.ToolUse;
import dev.understudy.web.OutcomeToHttp;
import dev.understudy.web.openai.AnswerJson;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code ask}: a question to the agents, through the gateway like any other query. Cancelled with
 * its use; the time of a query bounds it.
 */
public final class AskTool implements ServedTool {
    /** Starts a query on the event loop that it is called on; {@code Gateway::start}. */
    @FunctionalInterface
    public interface Queries {
        RunningQuery start(Query query, AnswerListener listener);
    }

    private final ToolDescription description = ToolDescription.of(AskTool.class, "ask");
    private final Vertx vertx;
    private final Queries queries;
    private final Function<String, ChatRequest> requests;
    private final InstantSource instants;

    /**
     * @param requests makes a question into what models are asked
     */
    public AskTool(
            Vertx vertx,
            Queries queries,
            Function<String, ChatRequest> requests,
            InstantSource instants) {
        this.vertx = vertx;
        this.queries = queries;
        this.requests = requests;
        this.instants = instants;
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
        var asked = new Asked(vertx.getOrCreateContext(), query, heard);
        asked.start();
        use.cancellation().onCancel(asked::cancel);
        try {
            return result(heard.ended().get(), heard);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer never fails to end", e);
        }
    }

    /** A query and the event loop it lives on. */
    private final class Asked {
        private final Context loop;
        private final Query query;
        private final HeardAnswer heard;
        private @Nullable RunningQuery running;

        Asked(Context loop, Query query, HeardAnswer heard) {
            this.loop = loop;
            this.query = query;
            this.heard = heard;
        }

        void start() {
            loop.runOnContext(_ -> {
                try {
                    running = queries.start(query, heard);
                } catch (RuntimeException bug) {
                    heard.ended().completeExceptionally(bug);
                }
            });
        }

        /** On the loop, so after the start. */
        void cancel() {
            loop.runOnContext(_ -> {
                if (running != null) {
                    running.cancel();
                }
            });
        }
    }

    private ToolResult result(Answer answer, HeardAnswer heard) {
        var text = heard.text();
        var problem = OutcomeToHttp.message(answer.outcome(), instants.instant());
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
