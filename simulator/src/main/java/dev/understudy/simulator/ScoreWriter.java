package dev.understudy.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.simulator.Score.Finale;
import dev.understudy.simulator.Score.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Turns a behaviour into the score for one call. One thread at a time, for one score. */
final class ScoreWriter {
    private final Behaviour behaviour;
    private final ChatCall call;
    private final Wire wire;
    private final List<Step> steps = new ArrayList<>();

    private ScoreWriter(Behaviour behaviour, ChatCall call) {
        this.behaviour = behaviour;
        this.call = call;
        this.wire = call.wire();
    }

    static Score write(Behaviour behaviour, ChatCall call) {
        var writer = new ScoreWriter(behaviour, call);
        return switch (behaviour.reply()) {
            case Reply.HttpError(int status, Optional<String> body) ->
                    writer.error(
                            status,
                            body.map(text -> text.getBytes(UTF_8))
                                    .orElseGet(() -> call.wire().error(status, reason(status))));
            case Reply.RefusedCapability(String capability) ->
                    writer.error(400, call.wire().error(400, call.lackOf(capability)));
            case Reply.Echo _ -> writer.said(textOnly(call.lastUserText()));
            case Reply.JsonBySchema _ ->
                    writer.said(
                            textOnly(
                                    Json.string(
                                            call.schema()
                                                    .map(SchemaInstance::smallest)
                                                    .orElseGet(Json::object))));
            case Reply.Said said -> writer.said(said);
        };
    }

    /** The regular answer of an endpoint that is no chat, as far as the behaviour leaves it. */
    static Score instead(Score regular, Behaviour behaviour, ChatCall call) {
        var asChat = write(behaviour, call);
        boolean replaced = asChat.status() != 200 || !behaviour.ending().equals(new Ending.Done());
        return replaced
                ? asChat
                : new Score(
                        regular.status(),
                        regular.contentType(),
                        behaviour.headers(),
                        behaviour.pace().headersAfter(),
                        List.of(
                                new Step(
                                        behaviour.pace().before(0),
                                        regular.steps().getFirst().writes())),
                        true,
                        Finale.END);
    }

    private static Reply.Said textOnly(String text) {
        return new Reply.Said(List.of(), TokenSized.pieces(text), List.of());
    }

    private static String reason(int status) {
        return switch (status) {
            case 401 -> "unauthorized";
            case 403 -> "this remote model is unavailable";
            case 404 -> "not found";
            case 429 -> "too many requests";
            case 502 -> "upstream connect error: dial tcp: connection refused";
            case 503 -> "server busy, please try again.  maximum pending requests exceeded";
            default -> "simulated error " + status;
        };
    }

    private Score error(int status, byte[] body) {
        at(behaviour.pace().before(0), List.of(body));
        return score(status, Score.contentType(body), true, Finale.END);
    }

    private Score said(Reply.Said whole) {
        var said = upTo(behaviour.endingAfter(), whole);
        return call.streamed() ? streamed(said) : whole(said);
    }

    /** What of the answer comes before the ending. */
    private static Reply.Said upTo(int pieces, Reply.Said said) {
        int texts = Math.min(pieces, said.text().size());
        int tools = Math.min(pieces - texts, said.toolCalls().size());
        return new Reply.Said(
                said.thinking(), said.text().subList(0, texts), said.toolCalls().subList(0, tools));
    }

    private Score streamed(Reply.Said said) {
        said.thinking().forEach(piece -> say(List.of(wire.thinking(call, piece))));
        said.text().forEach(piece -> say(List.of(wire.text(call, piece))));
        for (int i = 0; i < said.toolCalls().size(); i++) {
            say(wire.toolCall(call, said.toolCalls().get(i), i));
        }
        var finale =
                switch (behaviour.ending()) {
                    case Ending.Done _ -> {
                        say(wire.closing(call, closing(said), !said.toolCalls().isEmpty()));
                        if (wire.farewell().length > 0) {
                            at(Duration.ZERO, List.of(wire.farewell()));
                        }
                        yield Finale.END;
                    }
                    case Ending.ErrorLine(String body) -> line(wire.error(500, body));
                    case Ending.BadJson _ -> {
                        var json = Json.string(wire.text(call, "broken off"));
                        yield line(json.substring(0, json.length() / 2).getBytes(UTF_8));
                    }
                    case Ending.OddKey _ -> line(oddKey());
                    case Ending.EndWithoutDone _ -> pause(Finale.END);
                    case Ending.Reset _ -> pause(Finale.RESET);
                    case Ending.Cut _ -> pause(Finale.CUT);
                    case Ending.Silence _ -> Finale.HOLD;
                };
        return score(200, wire.streamType(), false, finale);
    }

    private void say(List<JsonNode> objects) {
        var lines = new ArrayList<JsonNode>();
        if (steps.isEmpty()) {
            lines.addAll(wire.opening(call));
        }
        lines.addAll(objects);
        at(
                behaviour.pace().before(steps.size()),
                lines.stream().map(object -> wire.framed(Json.bytes(object))).toList());
    }

    private Finale line(byte[] json) {
        at(behaviour.pace().before(steps.size()), List.of(wire.framed(json)));
        return Finale.END;
    }

    private Finale pause(Finale finale) {
        at(behaviour.pace().before(steps.size()), List.of());
        return finale;
    }

    private Score whole(Reply.Said said) {
        var body = Json.bytes(wire.whole(call, said, Optional.of(closing(said))));
        var half = Arrays.copyOf(body, body.length / 2);
        return switch (behaviour.ending()) {
            case Ending.Done _ -> inOneBody(200, body, said);
            case Ending.ErrorLine(String error) -> inOneBody(500, wire.error(500, error), said);
            case Ending.BadJson _ -> inOneBody(200, half, said);
            case Ending.OddKey _ -> inOneBody(200, oddKey(), said);
            case Ending.EndWithoutDone _ ->
                    inOneBody(200, Json.bytes(wire.whole(call, said, Optional.empty())), said);
            case Ending.Reset _ -> {
                at(duration(said), List.of());
                yield score(200, Score.contentType(body), false, Finale.RESET);
            }
            case Ending.Cut _ -> {
                at(duration(said), List.of(half));
                yield score(200, Score.contentType(body), false, Finale.CUT);
            }
            case Ending.Silence _ -> score(200, Score.contentType(body), false, Finale.HOLD);
        };
    }

    private Score inOneBody(int status, byte[] body, Reply.Said said) {
        at(duration(said), List.of(body));
        return score(status, Score.contentType(body), true, Finale.END);
    }

    private static byte[] oddKey() {
        return Json.bytes(Json.object().put("error parsing tool call", "raw='{\"query\":'"));
    }

    private void at(Duration before, List<byte[]> lines) {
        if (!behaviour.bytesSplit() || lines.isEmpty()) {
            steps.add(new Step(before, lines));
            return;
        }
        var next = before;
        for (var line : lines) {
            int middle = Utf8Cut.inside(line);
            steps.add(new Step(next, List.of(Arrays.copyOf(line, middle))));
            // A moment between the two halves, else they may reach the reader as one again.
            next = Duration.ZERO;
            steps.add(
                    new Step(
                            Duration.ofMillis(2),
                            List.of(Arrays.copyOfRange(line, middle, line.length))));
        }
    }

    private Score score(int status, String contentType, boolean oneBody, Finale finale) {
        return new Score(
                status,
                contentType,
                behaviour.headers(),
                behaviour.pace().headersAfter(),
                steps,
                oneBody && !behaviour.bytesSplit(),
                finale);
    }

    private Closing closing(Reply.Said said) {
        var counts =
                switch (behaviour.counts()) {
                    case TokenCounts.ByWords _ ->
                            Optional.of(
                                    new TokenCounts.Fixed(
                                            call.promptWordsWithinContext(), words(said)));
                    case TokenCounts.Fixed fixed -> Optional.of(fixed);
                    case TokenCounts.Missing _ -> Optional.<TokenCounts.Fixed>empty();
                };
        return new Closing(
                behaviour.finishReason(), counts, behaviour.pace().before(0), duration(said));
    }

    private static int words(Reply.Said said) {
        int words =
                TokenSized.words(String.join("", said.thinking()))
                        + TokenSized.words(String.join("", said.text()));
        for (var toolCall : said.toolCalls()) {
            words += 1 + TokenSized.words(toolCall.argumentsJson());
        }
        return words;
    }

    /** The planned time from the headers to the end. */
    private Duration duration(Reply.Said said) {
        int lines = said.thinking().size() + said.text().size() + said.toolCalls().size();
        var pace = behaviour.pace();
        return pace.before(0).plus(pace.betweenTokens().multipliedBy(Math.max(0, lines)));
    }
}
