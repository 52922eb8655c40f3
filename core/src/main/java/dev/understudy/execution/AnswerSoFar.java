package dev.understudy.execution;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.FinishReason;
import dev.understudy.chat.ResponseFormat;
import dev.understudy.chat.Seam;
import dev.understudy.failure.CallFailure;
import dev.understudy.failure.Defect;
import dev.understudy.model.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is of one answer, over all the calls that it takes: what the user has seen of it, what
 * is held until it is whole, and what to ask so that the same model (its length cut the answer) or
 * another one (the first broke off) goes on from there. Where pieces are joined, what the later one
 * repeats is taken out. One thread at a time.
 */
public final class AnswerSoFar {
    private final ChatRequest asked;
    private final boolean shown;
    private final StringBuilder said = new StringBuilder();
    private final List<ChatEvent> held = new ArrayList<>();
    private @Nullable Seam seam;
    private long tokensSaid;

    /** Where the last whole piece ends; what is behind it may yet break off. */
    private int pieceEnds;

    private int heldOfPieces;
    private int pieceBegins;
    private boolean joining;
    private boolean textNow;
    private boolean toolsNow;

    /**
     * @param shown whether the user sees what the model says as it comes; else events are held
     *     until the answer is whole, and a piece that breaks off was never seen
     */
    public AnswerSoFar(ChatRequest asked, boolean shown) {
        this.asked = asked;
        this.shown = shown;
    }

    /** Another attempt begins: it goes on from what the user has seen, or from whole pieces. */
    public void beginAttempt() {
        textNow = false;
        toolsNow = false;
        if (!shown) {
            said.setLength(pieceEnds);
            held.subList(heldOfPieces, held.size()).clear();
        }
        beginPiece();
        joining = goesOn();
    }

    /** A further piece of the same model begins. */
    public void beginPiece() {
        pieceBegins = said.length();
        seam = goesOn() ? new Seam(said.toString()) : null;
        joining = false;
    }

    /** Whether there are words that the next ones are to be joined to. */
    public boolean goesOn() {
        return !said.isEmpty();
    }

    /** True once: when the first new words are joined to those of another attempt. */
    public boolean joins() {
        boolean now = joining && said.length() > pieceBegins;
        joining &= !now;
        return now;
    }

    /** What to ask now: to go on with what there is, where something is. */
    public ChatRequest request() {
        if (!goesOn()) {
            return asked;
        }
        var messages = new ArrayList<>(asked.messages());
        messages.add(ChatMessage.assistant(said.toString()));
        return asked.withMessages(messages)
                .withMaxTokens(Math.clamp(tokensLeft(), 1, asked.maxTokens()));
    }

    private long tokensLeft() {
        return asked.maxTokensInAll() - tokensSaid;
    }

    /** What to show now of an event; empty for nothing yet. */
    public List<ChatEvent> heard(ChatEvent event) {
        return switch (event) {
            case ChatEvent.Text(var text) -> text(seam == null ? text : seam.next(text));
            case ChatEvent.ToolCalls _ -> {
                toolsNow = true;
                yield shownOrHeld(event);
            }
            case ChatEvent.Thinking _ -> shownOrHeld(event);
            case ChatEvent.Finished _ -> List.of();
        };
    }

    /**
     * The piece is whole; what was held at the seam. Where its length cut it, that is left out: it
     * may be the beginning of a repetition, and what is new in it the next piece says again.
     *
     * @param tokens what it took to say it
     */
    public List<ChatEvent> pieceEnded(FinishReason reason, long tokens) {
        boolean cut = reason == FinishReason.LENGTH;
        var rest = seam == null || cut ? List.<ChatEvent>of() : text(seam.end());
        tokensSaid += tokens;
        pieceEnds = said.length();
        heldOfPieces = held.size();
        return rest;
    }

    /** The piece broke off after so many tokens. */
    public void brokeOff(long tokens) {
        tokensSaid += shown ? tokens : 0;
    }

    /** What was held of the whole pieces: with them the answer ends. */
    public List<ChatEvent> whole() {
        return List.copyOf(held.subList(0, heldOfPieces));
    }

    private List<ChatEvent> text(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        textNow = true;
        said.append(text);
        return shownOrHeld(new ChatEvent.Text(text));
    }

    private List<ChatEvent> shownOrHeld(ChatEvent event) {
        if (shown) {
            return List.of(event);
        }
        held.add(event);
        return List.of();
    }

    /**
     * Whether a further piece can be joined to the one that just ended: it is plain text, it said
     * something new, and the client wants more.
     */
    public boolean joinable() {
        return asked.format() instanceof ResponseFormat.PlainText
                && !toolsNow
                && said.length() > pieceBegins
                && tokensLeft() > 0;
    }

    /**
     * Whether all that the user knows of are whole pieces: they can be taken as an answer that its
     * length cut.
     */
    public boolean stands() {
        return pieceEnds > 0 && (!shown || said.length() == pieceEnds);
    }

    /**
     * Whether whole pieces are the answer now that no more can be had: if a short one, nobody loses
     * them for that, nor because they have grown too long to be sent along.
     */
    public boolean standsInPlaceOf(Outcome outcome) {
        return stands() && !(outcome instanceof Outcome.Cancelled);
    }

    /**
     * Whether a call that failed so means that the answer was whole already: its length had cut it
     * exactly at its end, and the same model has nothing to add.
     */
    public boolean endedBefore(CallFailure failure) {
        return textNow
                && stands()
                && failure instanceof CallFailure.BrokenAnswer(var defect)
                && defect == Defect.EMPTY;
    }

    /** What there is of the attempt that just failed, and so whether it can be gone on from. */
    public Seen seen() {
        if (toolsNow) {
            return shown ? Seen.FINAL : Seen.NOTHING;
        }
        if (!textNow || !(shown || pieceEnds > 0)) {
            return Seen.NOTHING;
        }
        return asked.format() instanceof ResponseFormat.PlainText ? Seen.TEXT : Seen.FINAL;
    }

    /**
     * The failure as it is meant: who refuses a request that we ended with the model's own words
     * refuses those, and the client has done nothing wrong.
     */
    public CallFailure meant(CallFailure failure) {
        return failure instanceof CallFailure.InvalidRequest && goesOn()
                ? new CallFailure.CapabilityMissing(Capability.PREFILL)
                : failure;
    }

    /**
     * The outcome as it is meant: a request that is refused for the words with which we ended it is
     * no mistake of the client's.
     */
    public Outcome meant(Outcome outcome) {
        return outcome instanceof Outcome.Refused && goesOn()
                ? new Outcome.Failed(Cause.UPSTREAM_FAILED, Duration.ZERO)
                : outcome;
    }
}
