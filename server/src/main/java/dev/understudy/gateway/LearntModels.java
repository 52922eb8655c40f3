package dev.understudy.gateway;

import dev.understudy.model.Learning;
import dev.understudy.model.ModelFacts;
import dev.understudy.model.ModelProfile;
import dev.understudy.model.WindowOrigin;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the servers said of their models, as far as it may be learnt; without it, the models are as
 * configured. It holds one entry for each model of the chain. Thread-safe.
 */
public final class LearntModels {
    private final Map<String, Learning> mayLearn;
    private final Map<String, ModelFacts> facts = new ConcurrentHashMap<>();

    /**
     * @param mayLearn what may be learnt, by the model's id; nothing of those that are missing
     */
    public LearntModels(Map<String, Learning> mayLearn) {
        this.mayLearn = Map.copyOf(mayLearn);
    }

    /** A server told this of a model; what it said before is forgotten. */
    void learn(ModelProfile model, ModelFacts said) {
        facts.put(model.id(), said);
    }

    /** Whether its server has told anything of this model. */
    boolean knows(ModelProfile model) {
        return facts.containsKey(model.id());
    }

    /** The model as it is known now. */
    public ModelProfile profile(ModelProfile configured) {
        var said = facts.get(configured.id());
        return said == null ? configured : learning(configured).applied(configured, said);
    }

    /** Where the window of {@link #profile} comes from. */
    public WindowOrigin windowOrigin(ModelProfile configured) {
        return learning(configured).origin(facts.getOrDefault(configured.id(), ModelFacts.NONE));
    }

    private Learning learning(ModelProfile model) {
        return mayLearn.getOrDefault(model.id(), Learning.NOTHING);
    }
}
