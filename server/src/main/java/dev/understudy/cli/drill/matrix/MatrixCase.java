package dev.understudy.cli.drill.matrix;

import dev.understudy.cli.drill.Drill;
import dev.understudy.cli.drill.DrillKind;
import dev.understudy.cli.drill.Played;
import dev.understudy.cli.drill.Rehearsal;
import dev.understudy.cli.drill.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One case: one question, one failure, and the transcript that is expected.
 *
 * @param failure what goes wrong
 * @param who whose calls fail
 */
public record MatrixCase(
        Failure failure, Who who, When when, How how, Wire wire, Transcript expected)
        implements Drill {
    private static final int PATIENCE_SECONDS = 20;

    /** Times 5 ms: the same patience. */
    private static final int LOOKS = 4_000;

    @Override
    public DrillKind kind() {
        return DrillKind.CASE;
    }

    @Override
    public String name() {
        return "%s/%s/%s/%s/%s/%s"
                .formatted(
                        Matrix.NAME, failure.name(), word(who), word(when), word(how), word(wire));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String story() {
        return failure.story();
    }

    @Override
    public Played play() {
        var verdict = new Verdict();
        try (var stage = Stage.open(failure, who, when, wire)) {
            int usedBefore = stage.used();
            var body = failure.question().body(how).toString();
            try (var exchange = RawExchange.post(stage.uri("/api/v1/chat/completions"), body)) {
                if (failure.place() == Failure.Place.CLIENT) {
                    leave(stage, exchange, usedBefore, verdict);
                } else {
                    hear(stage, exchange.readToEnd(), usedBefore, verdict);
                }
            }
        } catch (Exception e) {
            verdict.broke(e);
        }
        return new Played(this, List.of(), verdict);
    }

    private void hear(Rehearsal stage, RawReply reply, int usedBefore, Verdict verdict)
            throws Exception {
        var heard = Heard.of(reply);
        var outcome = heard.understudy().path("outcome").asString("");
        expected.judge(
                transcript(stage, heard, TranscriptWriter.end(heard), usedBefore, outcome),
                verdict);
        Invariants.wire(stage.upstream().chats(), wire, verdict);
        Invariants.judge(heard, stage.attempts().size(), Stage.queryTime(failure), verdict);
    }

    /** The client goes as soon as the models' server has the question, or the first words came. */
    private void leave(Rehearsal stage, RawExchange exchange, int usedBefore, Verdict verdict)
            throws Exception {
        until(() -> stage.upstream().chatCount() > 0);
        var reply = exchange.readUntil(when == When.AFTER ? "three" : "");
        exchange.close();
        var call = stage.upstream().chats().getFirst();
        call.closedByClient().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        until(() ->
                stage.status().path("running_queries").asInt() == 0 && !stage.attempts().isEmpty());
        expected.judge(transcript(stage, Heard.of(reply), "left", usedBefore, ""), verdict);
        Invariants.attempts(stage.attempts().size(), verdict);
        Invariants.nothingOfTheUpstream(reply, verdict);
    }

    /** Looks again and again until it is so; nobody tells. */
    private static void until(Callable<Boolean> condition) throws Exception {
        for (int i = 0; !condition.call(); i++) {
            if (i == LOOKS) {
                throw new TimeoutException("still not so after %d looks".formatted(LOOKS));
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static Transcript transcript(
            Rehearsal stage, Heard heard, String end, int usedBefore, String outcome)
            throws Exception {
        return new Transcript(
                TranscriptWriter.attempts(stage.attempts(), stage.upstream().chats()),
                TranscriptWriter.notices(heard.understudy()),
                TranscriptWriter.text(heard.content()),
                end,
                "%d→%d".formatted(usedBefore, stage.used()),
                TranscriptWriter.tokens(heard.understudy()),
                TranscriptWriter.health(stage.status()),
                TranscriptWriter.orNothing(outcome));
    }
}
