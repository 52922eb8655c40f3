package dev.understudy.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the JSON of a {@link SimulatorScript}, whose Javadoc has the format. */
final class ScriptReader {
    private static final List<String> ANSWERS =
            List.of(
                    "text",
                    "pieces",
                    "echo",
                    "toolCall",
                    "json",
                    "jsonBySchema",
                    "error",
                    "empty",
                    "silence",
                    "refuseCapability");
    private static final Set<String> MODEL_KEYS =
            Set.of("capabilities", "contextLength", "defaultNumCtx", "behaviours");
    private static final Set<String> BEHAVIOUR_KEYS =
            with(
                    ANSWERS,
                    "thinking",
                    "body",
                    "headers",
                    "headersAfterMillis",
                    "firstTokenAfterMillis",
                    "betweenTokensMillis",
                    "usage",
                    "finish",
                    "splitBytes",
                    "ending",
                    "endingBody",
                    "endingAfter");

    private ScriptReader() {}

    static SimulatorScript read(ScriptNode root) {
        root.onlyKeys(Set.of("models"));
        var parts = new ArrayList<SimulatorScript.Part>();
        root.required("models").members().forEach((name, node) -> parts.add(part(name, node)));
        if (parts.isEmpty()) {
            throw root.required("models").problem("an object with at least one model");
        }
        return new SimulatorScript(parts);
    }

    private static SimulatorScript.Part part(String name, ScriptNode node) {
        if (name.isBlank()) {
            throw new ScriptProblem(node.place() + " must not have an empty name");
        }
        var model = SimulatedModel.named(name);
        if (node.json().isArray()) {
            return new SimulatorScript.Part(model, behaviours(node));
        }
        node.onlyKeys(MODEL_KEYS);
        for (var capabilities : node.optional("capabilities").stream().toList()) {
            model = capabilities(model, capabilities);
        }
        for (var tokens : node.optional("contextLength").stream().toList()) {
            model = model.withContextLength(tokens.integer(1, Integer.MAX_VALUE));
        }
        for (var tokens : node.optional("defaultNumCtx").stream().toList()) {
            model = model.withDefaultNumCtx(tokens.integer(1, Integer.MAX_VALUE));
        }
        return new SimulatorScript.Part(model, behaviours(node.required("behaviours")));
    }

    private static SimulatedModel capabilities(SimulatedModel model, ScriptNode node) {
        try {
            return model.withCapabilities(Set.copyOf(node.strings()));
        } catch (IllegalArgumentException _) {
            throw node.problem("an array out of completion, tools, thinking, vision");
        }
    }

    private static List<Behaviour> behaviours(ScriptNode node) {
        var behaviours = node.elements().stream().map(ScriptReader::behaviour).toList();
        if (behaviours.isEmpty()) {
            throw node.problem("an array with at least one behaviour");
        }
        return behaviours;
    }

    private static Behaviour behaviour(ScriptNode node) {
        node.onlyKeys(BEHAVIOUR_KEYS);
        var behaviour = answer(node);
        if (node.has("headersAfterMillis")) {
            behaviour = behaviour.headersAfter(node.required("headersAfterMillis").millis());
        }
        if (node.has("firstTokenAfterMillis")) {
            behaviour = behaviour.firstTokenAfter(node.required("firstTokenAfterMillis").millis());
        }
        if (node.has("betweenTokensMillis")) {
            behaviour = behaviour.betweenTokens(node.required("betweenTokensMillis").millis());
        }
        if (node.has("usage")) {
            behaviour = usage(behaviour, node.required("usage"));
        }
        if (node.has("finish")) {
            behaviour = behaviour.finish(node.required("finish").string());
        }
        if (node.has("headers")) {
            for (var header : node.required("headers").members().entrySet()) {
                behaviour = behaviour.withHeader(header.getKey(), header.getValue().string());
            }
        }
        if (node.has("splitBytes") && node.required("splitBytes").bool()) {
            behaviour = behaviour.splitBytes();
        }
        if (node.has("endingBody") && !node.has("ending")) {
            throw new ScriptProblem(node.place() + " has 'endingBody' but no 'ending'");
        }
        if (node.has("ending")) {
            behaviour = behaviour.then(ending(node));
        }
        if (node.has("endingAfter")) {
            behaviour = behaviour.after(node.required("endingAfter").integer(0, Integer.MAX_VALUE));
        }
        return behaviour;
    }

    private static Behaviour answer(ScriptNode node) {
        var given = ANSWERS.stream().filter(node::has).toList();
        if (given.size() != 1) {
            throw new ScriptProblem(
                    "%s must have exactly one of %s, got %s"
                            .formatted(node.place(), ANSWERS, given));
        }
        var key = given.getFirst();
        var value = node.required(key);
        if (node.has("thinking") && !Set.of("text", "empty").contains(key)) {
            throw new ScriptProblem(
                    node.place() + " can have 'thinking' only beside 'text' or 'empty'");
        }
        if (node.has("body") && !key.equals("error")) {
            throw new ScriptProblem(node.place() + " can have 'body' only beside 'error'");
        }
        return switch (key) {
            case "text" ->
                    node.has("thinking")
                            ? Behaviour.thinking(node.required("thinking").string(), value.string())
                            : Behaviour.text(value.string());
            case "pieces" -> Behaviour.pieces(value.strings());
            case "toolCall" -> toolCall(value);
            case "json" -> Behaviour.json(value.stringOrJson());
            case "error" -> error(node, value.integer(300, 599));
            case "refuseCapability" -> Behaviour.refuseCapability(value.string());
            default -> flag(node, key, value);
        };
    }

    private static Behaviour flag(ScriptNode node, String key, ScriptNode value) {
        if (!value.bool()) {
            throw value.problem("true, or left out");
        }
        return switch (key) {
            case "echo" -> Behaviour.echo();
            case "jsonBySchema" -> Behaviour.jsonBySchema();
            case "silence" -> Behaviour.silence();
            default ->
                    node.has("thinking")
                            ? Behaviour.emptyAfterThinking(node.required("thinking").string())
                            : Behaviour.empty();
        };
    }

    private static Behaviour error(ScriptNode node, int status) {
        return node.optional("body")
                .map(body -> Behaviour.error(status, body.stringOrJson()))
                .orElseGet(() -> Behaviour.error(status));
    }

    private static Behaviour toolCall(ScriptNode node) {
        node.onlyKeys(Set.of("name", "arguments"));
        var arguments = node.required("arguments");
        if (!arguments.json().isObject()) {
            throw arguments.problem("an object");
        }
        return Behaviour.toolCall(node.required("name").string(), Json.string(arguments.json()));
    }

    private static Behaviour usage(Behaviour behaviour, ScriptNode node) {
        if (node.json().isBoolean() && !node.json().asBoolean()) {
            return behaviour.withoutUsage();
        }
        node.onlyKeys(Set.of("prompt", "completion"));
        return behaviour.usage(
                node.required("prompt").integer(0, Integer.MAX_VALUE),
                node.required("completion").integer(0, Integer.MAX_VALUE));
    }

    private static Ending ending(ScriptNode node) {
        var ending = node.required("ending");
        if (node.has("endingBody") && !ending.string().equals("errorLine")) {
            throw new ScriptProblem(
                    node.place() + " can have 'endingBody' only beside \"ending\": \"errorLine\"");
        }
        return switch (ending.string()) {
            case "done" -> new Ending.Done();
            case "errorLine" ->
                    new Ending.ErrorLine(
                            node.optional("endingBody")
                                    .map(ScriptNode::stringOrJson)
                                    .orElse("simulated error in the stream"));
            case "endWithoutDone" -> new Ending.EndWithoutDone();
            case "reset" -> new Ending.Reset();
            case "cut" -> new Ending.Cut();
            case "silence" -> new Ending.Silence();
            case "badJson" -> new Ending.BadJson();
            case "oddKey" -> new Ending.OddKey();
            default ->
                    throw ending.problem(
                            "one of done, errorLine, endWithoutDone, reset, cut, silence, badJson,"
                                    + " oddKey");
        };
    }

    private static Set<String> with(List<String> answers, String... others) {
        var keys = new ArrayList<>(answers);
        keys.addAll(List.of(others));
        return Set.copyOf(keys);
    }
}
