package dev.understudy.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The models in the order they are asked: the primary first, then its fallbacks. Never empty. */
public record Chain(List<ModelProfile> models) {
    public Chain {
        models = List.copyOf(models);
        if (models.isEmpty()) {
            throw new IllegalArgumentException("a chain needs at least one model");
        }
        var ids = new HashSet<String>();
        for (var model : models) {
            if (!ids.add(model.id())) {
                throw new IllegalArgumentException(
                        "the chain names the model %s twice".formatted(model.id()));
            }
        }
    }

    public static Chain of(ModelProfile... models) {
        return new Chain(List.of(models));
    }

    public ModelProfile primary() {
        return models.getFirst();
    }

    public ModelProfile get(int index) {
        return models.get(index);
    }

    /** Names of the fields that some model of the chain is passed. */
    public Set<String> extraFields() {
        return models.stream()
                .flatMap(model -> model.extraFields().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    public int size() {
        return models.size();
    }

    public int lastIndex() {
        return models.size() - 1;
    }
}
