package dev.understudy.gateway;

import dev.understudy.chat.ChatEvent;
import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ChatRequest;
import dev.understudy.chat.Sampling;
import dev.understudy.chat.TokenUsage;
import dev.understudy.execution.Happened;
import dev.understudy.execution.NextStep;
import dev.understudy.failure.CallFailure;
import dev.understudy.failure.FailureClock;
import dev.understudy.model.Chain;
import dev.understudy.model.ModelProfile;
import dev.understudy.upstream.UpstreamCall;
import dev.understudy.upstream.UpstreamListener;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model for one token, to find out whether it is well again. It is an attempt like any
 * other: the breaker lets it in, a metered model's quota gives it a place, the ledger counts it
 * (for the user {@code understudy}, the team {@code probe}). A reply that ends in order is a
 * success, whatever it says: one token of a thinking model is no text yet. On one event loop only.
 */
final class PromptProbe implements UpstreamListener, AttemptAdmission.Asker {
    private static final String USER = "understudy";
    private static final String TEAM = "probe";
    private static final ChatRequest REQUEST =
            ChatRequest.of(List.of(ChatMessage.user("Say: ok")), Sampling.at(0), 1);

    /** No user is told anything. */
    private static final EndListener NOBODY = _ -> {};

    private final Gateway gateway;
    private final ModelProfile model;
    private final Runnable ended;
    private final AttemptAdmission admission;
    private AttemptAdmission.@Nullable Pass pass;
    private @Nullable UpstreamCall call;
    private long timer = -1;
    private boolean sent;
    private boolean over;

    /**
     * @param ended runs once, when it has ended in whatever way
     */
    PromptProbe(Gateway gateway, Context context, ModelProfile model, Runnable ended) {
        this.gateway = gateway;
        this.model = model;
        this.ended = ended;
        var id = "probe-" + UUID.randomUUID();
        var query = new Query(id, TEAM, USER, id, false, false, REQUEST);
        this.admission =
                new AttemptAdmission(
                        gateway.health(),
                        new QueryLedger(gateway, context, query),
                        new QueryNotices(gateway, Chain.of(model), query, NOBODY));
    }

    void start() {
        var clocks = model.clocks();
        admission.ask(
                new NextStep.Attempt(
                        0, model, 1, Duration.ZERO, clocks, clocks.firstToken(), false, Set.of()),
                this::expectedTokens,
                this);
    }

    private long expectedTokens() {
        return REQUEST.messages().stream().mapToLong(gateway.trimmer()::tokens).sum()
                + REQUEST.maxTokens();
    }

    /** Nobody wants to know any more; what was used is counted. */
    void callOff() {
        end(new CallFailure.Cancelled());
    }

    @Override
    public void admitted(AttemptAdmission.Pass given) {
        pass = given;
        var patience = model.clocks().connect().plus(model.clocks().firstToken());
        timer =
                gateway.vertx()
                        .setTimer(
                                Math.max(1, patience.toMillis()),
                                _ -> end(new CallFailure.TooSlow(FailureClock.FIRST_TOKEN)));
        call = gateway.upstreamOf(model).send(gateway.learnt().profile(model), REQUEST, this);
    }

    /** A query was faster, or there is no place: the next query is the probe. */
    @Override
    public void refused(Happened why) {
        over = true;
        ended.run();
    }

    @Override
    public boolean gone() {
        return over;
    }

    @Override
    public void sent() {
        sent = true;
    }

    @Override
    public void event(ChatEvent event) {
        if (event instanceof ChatEvent.Finished(_, var usage) && finish() && pass != null) {
            admission.succeeded(pass, sent, usage);
        }
    }

    @Override
    public void failed(CallFailure failure) {
        end(failure);
    }

    private void end(CallFailure failure) {
        if (finish() && pass != null) {
            if (call != null) {
                call.cancel();
            }
            admission.failed(pass, failure, sent, TokenUsage.NONE);
        }
    }

    /** True once. */
    private boolean finish() {
        if (over) {
            return false;
        }
        over = true;
        gateway.vertx().cancelTimer(timer);
        ended.run();
        return true;
    }
}
