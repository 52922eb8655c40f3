package dev.understudy.cli.drill.matrix;

import dev.understudy.simulator.Behaviour;
import java.util.Map;

/**
 * One kind of failure, and how it is brought about.
 *
 * @param name as in {@code matrix.txt}
 * @param story what happens, for people
 * @param settings what differs from the matrix's usual settings
 * @param question what is asked
 * @param place where it happens
 * @param fault what a model's server does
 */
record Failure(
        String name,
        String story,
        Map<String, String> settings,
        Question question,
        Place place,
        Fault fault) {
    /** Where a failure happens. */
    enum Place {
        /** In what the models' server answers. */
        SERVER,
        /** On the way: nothing listens at the models' address. */
        WAY,
        /** At the client, which closes its connection; the models' server is silent meanwhile. */
        CLIENT
    }

    /** Spoils an answer. */
    @FunctionalInterface
    interface Fault {
        /**
         * What is done instead of {@code well}, once so many pieces of it were sent.
         *
         * @param wire how the server speaks
         */
        Behaviour spoil(Behaviour well, int pieces, Wire wire);
    }

    static Failure of(String name, String story, Fault fault) {
        return new Failure(name, story, Map.of(), Question.PLAIN, Place.SERVER, fault);
    }

    Failure with(String key, String value) {
        return new Failure(name, story, Map.of(key, value), question, place, fault);
    }

    Failure asking(Question newQuestion) {
        return new Failure(name, story, settings, newQuestion, place, fault);
    }

    Failure at(Place newPlace) {
        return new Failure(name, story, settings, question, newPlace, fault);
    }
}
