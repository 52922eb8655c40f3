package dev.understudy.execution;

import static dev.understudy.chat.FinishReason.LENGTH;
import static dev.understudy.chat.FinishReason.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.ResponseFormat;
import dev.understudy.chat.Role;
import dev.understudy.chat.Sampling;
import dev.understudy.chat.ToolCall;
import dev.understudy.failure.CallFailure;
import dev.understudy.failure.Defect;
import dev.understudy.model.Capability;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerSoFarTest {
    private static final ChatRequest ASKED =
            ChatRequest.of(List.of(ChatMessage.user("Tell me.")), Sampling.at(0), 100);
    private static final ChatRequest OPEN = ASKED.openEnded();
    private static final CallFailure REFUSED = new CallFailure.InvalidRequest(400);

    private static String text(List<ChatEvent> events) {
        var all = new StringBuilder();
        for (var event : events) {
            if (event instanceof ChatEvent.Text(var text)) {
                all.append(text);
            }
        }
        return all.toString();
    }

    private static String say(AnswerSoFar answer, String text) {
        return text(answer.heard(new ChatEvent.Text(text)));
    }

    private static AnswerSoFar begun(ChatRequest request, boolean shown) {
        var answer = new AnswerSoFar(request, shown);
        answer.beginAttempt();
        return answer;
    }

    @Test
    void aFirstAttemptAsksWhatWasAsked() {
        var answer = begun(OPEN, true);

        assertThat(answer.request()).isEqualTo(OPEN);
        assertThat(answer.goesOn()).isFalse();
        assertThat(answer.seen()).isEqualTo(Seen.NOTHING);
        assertThat(answer.stands()).isFalse();
    }

    @Test
    void aFurtherPieceIsAskedForWithWhatWasSaid() {
        var answer = begun(OPEN, true);
        say(answer, "One two ");
        answer.pieceEnded(LENGTH, 100);
        answer.beginPiece();

        var last = answer.request().messages().getLast();
        assertThat(last.role()).isEqualTo(Role.ASSISTANT);
        assertThat(last.text()).isEqualTo("One two ");
        assertThat(answer.request().maxTokens()).isEqualTo(100);
    }

    @Test
    void aFurtherPieceIsJoinedWithoutWhatItRepeatsAndWithoutAMark() {
        var answer = begun(OPEN, true);
        say(answer, "One two three ");
        answer.pieceEnded(LENGTH, 3);
        answer.beginPiece();

        var shown = say(answer, "two three four") + text(answer.pieceEnded(STOP, 2));

        assertThat(shown).isEqualTo("four");
        assertThat(answer.joins()).isFalse();
    }

    @Test
    void anotherAttemptThatGoesOnIsMarkedOnce() {
        var answer = begun(OPEN, true);
        say(answer, "One two ");
        answer.brokeOff(2);
        answer.beginAttempt();
        assertThat(answer.joins()).isFalse();
        say(answer, "three");

        assertThat(answer.joins()).isTrue();
        assertThat(answer.joins()).isFalse();
    }

    @Test
    void theClientsOwnLimitHoldsOverAllPieces() {
        var answer = begun(ASKED.withMaxTokensInAll(250), true);
        say(answer, "One ");
        answer.pieceEnded(LENGTH, 100);
        assertThat(answer.joinable()).isTrue();
        answer.beginPiece();
        assertThat(answer.request().maxTokens()).isEqualTo(100);
        say(answer, "two ");
        answer.pieceEnded(LENGTH, 100);
        answer.beginPiece();
        assertThat(answer.request().maxTokens()).isEqualTo(50);
        say(answer, "three ");
        answer.pieceEnded(LENGTH, 50);

        assertThat(answer.joinable()).isFalse();
    }

    @Test
    void whatTheClientLimitsToOnePieceIsNotGoneOnWith() {
        var answer = begun(ASKED, true);
        say(answer, "One ");
        answer.pieceEnded(LENGTH, 100);

        assertThat(answer.joinable()).isFalse();
    }

    @Test
    void nothingIsJoinedToAPieceThatSaidNothingNew() {
        var answer = begun(OPEN, true);
        say(answer, "One two three ");
        answer.pieceEnded(LENGTH, 3);
        answer.beginPiece();
        say(answer, "One two three");
        answer.pieceEnded(LENGTH, 3);

        assertThat(answer.joinable()).isFalse();
        assertThat(answer.stands()).isTrue();
    }

    @Test
    void nothingIsJoinedToJsonOrToCallsOfTools() {
        var json =
                begun(
                        new ChatRequest(
                                        ASKED.messages(),
                                        ASKED.sampling(),
                                        100,
                                        List.of(),
                                        new ResponseFormat.AnyJson(),
                                        null)
                                .openEnded(),
                        true);
        say(json, "{\"a\":");
        json.pieceEnded(LENGTH, 100);
        assertThat(json.joinable()).isFalse();
        assertThat(json.seen()).isEqualTo(Seen.FINAL);

        var tools = begun(OPEN, true);
        say(tools, "I look. ");
        tools.heard(new ChatEvent.ToolCalls(List.of(new ToolCall("1", "look", "{}"))));
        tools.pieceEnded(LENGTH, 100);
        assertThat(tools.joinable()).isFalse();
        assertThat(tools.seen()).isEqualTo(Seen.FINAL);
    }

    @Test
    void whatMayYetBeARepetitionIsLeftOutWhereThePieceIsCut() {
        var answer = begun(OPEN, true);
        say(answer, "One two three four ");
        answer.pieceEnded(LENGTH, 4);
        answer.beginPiece();
        say(answer, "One two thr");

        assertThat(answer.pieceEnded(LENGTH, 3)).isEmpty();
        assertThat(answer.stands()).isTrue();
        assertThat(answer.joinable()).isFalse();
    }

    @Test
    void anAnswerOfWholePiecesStandsUntilMoreIsSaid() {
        var answer = begun(OPEN, true);
        say(answer, "One ");
        answer.pieceEnded(LENGTH, 1);
        assertThat(answer.stands()).isTrue();
        answer.beginPiece();
        assertThat(answer.stands()).isTrue();
        say(answer, "two");

        assertThat(answer.stands()).isFalse();
    }

    @Test
    void whatIsHeldStandsWithoutThePieceThatBrokeOffBehindIt() {
        var answer = begun(OPEN, false);
        say(answer, "One ");
        answer.brokeOff(1);
        assertThat(answer.stands()).isFalse();
        answer.beginAttempt();
        say(answer, "One two ");
        answer.pieceEnded(LENGTH, 2);
        answer.beginPiece();
        say(answer, "three of which half");
        answer.brokeOff(4);

        assertThat(answer.stands()).isTrue();
        assertThat(text(answer.whole())).isEqualTo("One two ");
    }

    @Test
    void whatIsHeldIsForgottenWhenItBreaksOffButNotWholePieces() {
        var answer = begun(OPEN, false);
        say(answer, "One ");
        answer.brokeOff(1);
        assertThat(answer.seen()).isEqualTo(Seen.NOTHING);
        answer.beginAttempt();
        assertThat(answer.request()).isEqualTo(OPEN);
        assertThat(say(answer, "One two ")).isEmpty();
        answer.pieceEnded(LENGTH, 2);
        answer.beginPiece();
        say(answer, "three of which half");
        assertThat(answer.seen()).isEqualTo(Seen.TEXT);
        answer.brokeOff(4);
        answer.beginAttempt();

        assertThat(answer.request().messages().getLast().text()).isEqualTo("One two ");
        say(answer, "three");
        answer.pieceEnded(STOP, 1);
        assertThat(text(answer.whole())).isEqualTo("One two three");
    }

    @Test
    void whoRefusesToGoOnFromItsOwnWordsIsNotTheClientsError() {
        var answer = begun(OPEN, true);
        assertThat(answer.meant(REFUSED)).isEqualTo(REFUSED);
        say(answer, "One ");

        assertThat(answer.meant(REFUSED))
                .isEqualTo(new CallFailure.CapabilityMissing(Capability.PREFILL));
        assertThat(answer.meant(new CallFailure.ModelNotFound()))
                .isEqualTo(new CallFailure.ModelNotFound());
    }

    @Test
    void whoFindsTheWordsThatWeAddedTooLongIsNotTheClientsErrorEither() {
        var answer = begun(OPEN, true);
        var refused = new Outcome.Refused(Refusal.CONTEXT_TOO_LONG);
        assertThat(answer.meant(refused)).isEqualTo(refused);
        say(answer, "One ");

        assertThat(answer.meant(refused))
                .isEqualTo(new Outcome.Failed(Cause.UPSTREAM_FAILED, Duration.ZERO));
        assertThat(answer.meant(new Outcome.Cancelled())).isEqualTo(new Outcome.Cancelled());
    }

    @Test
    void aModelThatHasNothingToAddToItsOwnPieceHadEnded() {
        var empty = new CallFailure.BrokenAnswer(Defect.EMPTY);
        var answer = begun(OPEN, true);
        assertThat(answer.endedBefore(empty)).isFalse();
        say(answer, "One ");
        answer.pieceEnded(LENGTH, 1);
        answer.beginPiece();
        assertThat(answer.endedBefore(empty)).isTrue();
        assertThat(answer.endedBefore(new CallFailure.BrokenAnswer(Defect.NO_END))).isFalse();
        answer.beginAttempt();

        assertThat(answer.endedBefore(empty)).as("another model's").isFalse();
    }
}
