package dev.understudy.server;

import dev.understudy.model.ModelProfile;
import dev.understudy.web.ModelOperation;
import dev.understudy.web.ModelStatus;
import java.util.Optional;
import java.util.function.Consumer;

/** What the operator does to models, done by their breakers. */
record ServedModels(Parts parts) implements ModelOperation {
    @Override
    public Optional<ModelStatus> open(String id) {
        return named(id, parts.health()::open);
    }

    @Override
    public Optional<ModelStatus> reset(String id) {
        return named(id, parts.health()::reset);
    }

    private Optional<ModelStatus> named(String id, Consumer<ModelProfile> does) {
        var model =
                parts.config().chain().models().stream()
                        .filter(it -> it.id().equals(id))
                        .findFirst();
        model.ifPresent(does);
        return model.map(it -> status(it));
    }

    /** How a model of the chain is now. */
    ModelStatus status(ModelProfile model) {
        return new ModelStatus(
                parts.learnt().profile(model),
                parts.learnt().windowOrigin(model),
                parts.health().status(model),
                !parts.background().probesNext(model),
                parts.health().lastFailure(model));
    }
}
