package dev.understudy.gateway;

import dev.understudy.chat.ChatRequest;
import dev.understudy.data.Cancellation;
import java.util.List;

/**
 * What a team may do while it works on a query. To be used on the team's thread, one call at a
 * time; each may block.
 */
public interface TeamCalls extends Speaker {
    /**
     * Asks the model whose turn it is and waits for its whole reply; nothing of it is shown to the
     * user. When the call fails it is made again, on the same model or the next one, as the
     * execution policy says: whoever calls sees only the reply that was good. Usage is counted.
     *
     * @throws NoModelException where the policy gives up
     * @throws StoppedException where nobody waits any more, or the query's time is over
     */
    ModelReply ask(ChatRequest request) throws NoModelException, StoppedException;

    /**
     * The same, but text and thinking are shown to the user as they come: for the answer itself.
     * After the first visible text a failure cannot be mended unseen.
     */
    ModelReply show(ChatRequest request) throws NoModelException, StoppedException;

    /**
     * Tells the user what is being done. {@link AgentStep.Answering} need not be told: it comes by
     * itself before the first text that is shown or said, for a team cannot know whether a reply
     * will be text or calls of tools. It is told once, and not after {@link AgentStep.Unanswered}.
     */
    void step(AgentStep step) throws StoppedException;

    /**
     * Tells the user that these sources, by their names, cannot be asked although the question may
     * be about them: where the answer's text does not say so.
     */
    void notAsked(List<String> sources) throws StoppedException;

    /** Whether the user has seen some of the answer; right once what shows or says it is over. */
    boolean begun();

    /** Is cancelled when nobody waits any more, or the query's time is over. */
    Cancellation cancellation();
}
