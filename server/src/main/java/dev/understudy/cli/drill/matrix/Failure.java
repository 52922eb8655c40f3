package dev.understudy.cli.drill.matrix;

import dev.understudy.simulator.Behaviour;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One kind of failure, and how it is brought about.
 *
 * @param name as in {@code matrix.txt}
 * @param story what happens, for people
 * @param settings what differs from the matrix's usual settings
 * @param question what is asked
 * @param place where it happens
 * @param address the address that the failing models get, by that of their server
 * @param fault what a model's server does
 */
record Failure(
        String name,
        String story,
        Map<String, String> settings,
        Question question,
        Place place,
        UnaryOperator<String> address,
        Fault fault) {
    /** Where a failure happens. */
    enum Place {
        /** In what the models' server answers. */
        SERVER,
        /** At the models' address: no connection comes about. */
        ADDRESS,
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

    /** In what the models' server does. */
    static Failure of(String name, String story, Fault fault) {
        return new Failure(
                name,
                story,
                Map.of(),
                Question.PLAIN,
                Place.SERVER,
                UnaryOperator.identity(),
                fault);
    }

    /** In the address of the models. */
    static Failure ofAddress(String name, String story, UnaryOperator<String> address) {
        return new Failure(
                name,
                story,
                Map.of(),
                Question.PLAIN,
                Place.ADDRESS,
                address,
                (well, _, _) -> well);
    }

    /** With this setting. */
    Failure with(String key, String value) {
        return new Failure(name, story, Map.of(key, value), question, place, address, fault);
    }

    /** With this question. */
    Failure asking(Question newQuestion) {
        return new Failure(name, story, settings, newQuestion, place, address, fault);
    }

    /** The models' server is silent, and it is the client that fails. */
    Failure ofClient() {
        return new Failure(name, story, settings, question, Place.CLIENT, address, fault);
    }
}
