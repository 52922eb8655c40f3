package dev.understudy.gateway;

import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.context.ContextBudget;
import dev.understudy.context.HistoryTrimmer;
import dev.understudy.model.Capability;
import dev.understudy.model.ModelProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A query's request as one model can take it: without what it cannot do, its history cut to its
 * window.
 *
 * @param promptTokens tokens of the prompt, by our count
 * @param turnsLeftOut turns that did not fit
 * @param imagesDropped whether pictures were taken out
 */
record FittedRequest(
        ChatRequest request, int promptTokens, int turnsLeftOut, boolean imagesDropped) {

    /** What a model is told that cannot go on from its own words without being told to. */
    static final String GO_ON =
            "Your last message was cut off. Go on exactly where it stops. Repeat nothing of it, and say nothing else.";

    private static final String PARALLEL_TOOL_CALLS = "parallel_tool_calls";

    /**
     * @param goesOn whether the last message is the beginning of the answer
     */
    static FittedRequest of(
            ChatRequest asked,
            boolean goesOn,
            ModelProfile model,
            Set<Capability> without,
            HistoryTrimmer trimmer) {
        var budget = ContextBudget.of(model.contextWindow(), asked.maxTokens());
        return fit(asked, goesOn, model, without, trimmer, budget.prompt(), budget.output());
    }

    /**
     * The same with a shorter history, for a model that counted more tokens than we did: a third of
     * the prompt, at least one turn, is left out.
     */
    FittedRequest shorter(
            ChatRequest asked,
            boolean goesOn,
            ModelProfile model,
            Set<Capability> without,
            HistoryTrimmer trimmer) {
        int output = request.maxTokens();
        return fit(asked, goesOn, model, without, trimmer, promptTokens * 2 / 3, output);
    }

    private static FittedRequest fit(
            ChatRequest asked,
            boolean goesOn,
            ModelProfile model,
            Set<Capability> without,
            HistoryTrimmer trimmer,
            int promptBudget,
            int output) {
        boolean toolless = lacks(model, without, Capability.TOOLS);
        var able = toolless ? asked.withoutTools() : asked;
        if (lacks(model, without, Capability.THINKING)) {
            able = able.withoutThinking();
        }
        able = able.withExtraFieldsAmong(extraFields(model, without, able));
        boolean blind = able.hasImages() && lacks(model, without, Capability.VISION);
        if (blind) {
            able = able.withoutImages();
        }
        boolean told = goesOn && lacks(model, without, Capability.PREFILL);
        var behind = told ? List.of(ChatMessage.user(GO_ON)) : List.<ChatMessage>of();
        int tokensBehind = behind.stream().mapToInt(trimmer::tokens).sum();
        var fitted = trimmer.fit(able.messages(), promptBudget - tokensBehind);
        // After the trimming: a result told by the user would look like a new turn.
        var kept = toolless ? ToolExchanges.told(fitted.messages()) : fitted.messages();
        var sent = new ArrayList<>(kept);
        sent.addAll(behind);
        return new FittedRequest(
                able.withMessages(sent).withMaxTokens(output),
                fitted.promptTokens() + tokensBehind,
                fitted.turnsLeftOut(),
                blind);
    }

    /** OpenAI refuses what says how tools are called where there is none. */
    private static Set<String> extraFields(
            ModelProfile model, Set<Capability> without, ChatRequest asked) {
        if (asked.extraFields().isEmpty() || lacks(model, without, Capability.EXTRA_FIELDS)) {
            return Set.of();
        }
        if (!asked.tools().isEmpty()) {
            return model.extraFields();
        }
        var toolless = new HashSet<>(model.extraFields());
        toolless.remove(PARALLEL_TOOL_CALLS);
        return toolless;
    }

    private static boolean lacks(
            ModelProfile model, Set<Capability> without, Capability capability) {
        return !model.can(capability) || without.contains(capability);
    }
}
