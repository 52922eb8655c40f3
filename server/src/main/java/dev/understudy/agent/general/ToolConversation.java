package dev.understudy.agent.general;

import dev.understudy.agent.BudgetedCalls;
import dev.understudy.agent.Exhausted;
import dev.understudy.agent.LimitReachedException;
import dev.understudy.agent.tool.ToolResult;
import dev.understudy.agent.tool.Toolbox;
import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.Role;
import dev.understudy.chat.ToolCall;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.ModelReply;
import dev.understudy.gateway.NoModelException;
import dev.understudy.gateway.StoppedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One conversation between a model and the tools, until the model answers or something stops it.
 * Text that comes before calls of tools is shown as well: it is part of the answer, and to hold it
 * back would be to hold back every answer. For one thread, once.
 */
final class ToolConversation {
    /** Of one reply: more is no plan, and each costs room in the prompt. The rest is ignored. */
    static final int MOST_CALLS_IN_A_REPLY = 32;

    private final ChatRequest request;
    private final Toolbox tools;
    private final BudgetedCalls calls;
    private final List<ChatMessage> messages;
    private final RepeatedCall repeated = new RepeatedCall();

    ToolConversation(ChatRequest request, Toolbox tools, BudgetedCalls calls) {
        this.request = request;
        this.tools = tools;
        this.calls = calls;
        this.messages = new ArrayList<>(request.messages());
    }

    /** Runs it; gives what stopped it, which the user has been told, or nothing. */
    Optional<String> run() throws LimitReachedException, NoModelException, StoppedException {
        while (true) {
            var reply = shown(request);
            if (request.tools().isEmpty() || reply.toolCalls().isEmpty()) {
                return Optional.empty();
            }
            var stopped = useTools(reply);
            if (stopped.isPresent()) {
                conclude(stopped.get());
                return stopped;
            }
        }
    }

    private ModelReply shown(ChatRequest like)
            throws LimitReachedException, NoModelException, StoppedException {
        return calls.show(like.withMessages(messages));
    }

    /** Runs what was asked for; gives what stands against it. Each call gets its answer. */
    private Optional<String> useTools(ModelReply reply) throws StoppedException {
        separate(reply.text());
        var wanted = reply.toolCalls().stream().limit(MOST_CALLS_IN_A_REPLY).toList();
        messages.add(new ChatMessage(Role.ASSISTANT, reply.text(), List.of(), wanted, null));
        Optional<String> stopped = calls.budget().takeTurn().map(Exhausted::reason);
        for (var call : wanted) {
            if (stopped.isEmpty()) {
                stopped = refused(call);
            }
            var text = stopped.isPresent() ? notRun(stopped.get()) : used(call).text();
            messages.add(ChatMessage.tool(call.id(), text));
        }
        return stopped;
    }

    private static String notRun(String why) {
        return "Not run: %s No more tools are available. Answer now with what you have."
                .formatted(why);
    }

    private Optional<String> refused(ToolCall call) {
        return repeated.check(call).or(() -> calls.budget().takeToolCall().map(Exhausted::reason));
    }

    private ToolResult used(ToolCall call) throws StoppedException {
        var result = tools.run(call);
        calls.step(new AgentStep.ToolUsed(result.use()));
        return result;
    }

    /** What follows is a paragraph of its own. */
    private void separate(String text) throws StoppedException {
        if (!text.isBlank()) {
            calls.say("\n\n");
        }
    }

    /** The model answers with what there is, then the user is told why there is not more. */
    private void conclude(String reason) throws NoModelException, StoppedException {
        try {
            separate(shown(request.withoutTools()).text());
        } catch (LimitReachedException _) {
            // The limit that came first is the one to tell of.
        }
        calls.say(reason);
    }
}
