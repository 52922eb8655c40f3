package dev.understudy.benchmarks.load;

import static dev.understudy.cli.drill.Rehearsal.FALLBACK;
import static dev.understudy.cli.drill.Rehearsal.PRIMARY;

import dev.understudy.benchmarks.measure.Figure;
import dev.understudy.cli.drill.Seen;
import dev.understudy.notice.NoticeKind;
import dev.understudy.simulator.Behaviour;
import dev.understudy.simulator.Ending;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Answers of the primary that are cut at random places, in every way a stream can break, while the
 * fallback goes on, repeats part of what was said, or begins anew. Played by one thread.
 */
final class Cuts {
    /** A stream that falls silent is given up sooner than by default (60 s). */
    static final Map<String, String> SETTINGS =
            Map.of("IDLE_TIMEOUT_SECONDS", "0.5", "API_QUOTA_DAILY_LIMIT", "100000");

    /** Places of the cut for each way to break and each way to go on. */
    private static final int PLACES = 5;

    private static final List<Ending> BREAKS =
            List.of(
                    new Ending.Reset(),
                    new Ending.Cut(),
                    new Ending.Silence(),
                    new Ending.EndWithoutDone(),
                    new Ending.BadJson(),
                    new Ending.ErrorLine("broken"));

    /** How the fallback begins. */
    private enum GoingOn {
        WHERE_IT_WAS_CUT,
        SOME_WORDS_BEFORE,
        FROM_THE_BEGINNING
    }

    private final Stage stage;
    private final RandomGenerator random;
    private int cuts;
    private long lostCharacters;
    private long neverPassedOn;
    private long addedCharacters;
    private long lostAnswers;
    private long untold;
    private final Map<String, JsonNode> usageSaid = new HashMap<>();

    Cuts(Stage stage, RandomGenerator random) {
        this.stage = stage;
        this.random = random;
    }

    void play() throws Exception {
        for (var ending : BREAKS) {
            for (var goingOn : GoingOn.values()) {
                for (int place = 0; place < PLACES; place++) {
                    cut(ending, goingOn);
                    // An answer that goes well keeps the primary's breaker closed.
                    stage.heal();
                    stage.chat().ask();
                }
            }
        }
    }

    private void cut(Ending ending, GoingOn goingOn) throws Exception {
        var words = words();
        int said = random.nextInt(3, words.size() - 3);
        int from =
                switch (goingOn) {
                    case WHERE_IT_WAS_CUT -> said;
                    case SOME_WORDS_BEFORE -> said - random.nextInt(2, said);
                    case FROM_THE_BEGINNING -> 0;
                };
        stage.primary().model(PRIMARY, Behaviour.pieces(words).then(ending).after(said));
        stage.fallback()
                .model(FALLBACK, Behaviour.pieces(words.subList(from, words.size())).usage(50, 7));
        var seen = stage.chat().ask();

        cuts++;
        var stitching = Stitching.of(meant(ending, words, said, from), seen.content());
        lostCharacters += stitching.lost();
        addedCharacters += stitching.added();
        lostAnswers += seen.done() && seen.error() == null ? 0 : 1;
        untold += wasTold(seen) ? 0 : 1;
        usageSaid.put(
                seen.understudy().path("query_id").asString(""), seen.understudy().path("usage"));
    }

    /** Only a connection that breaks may take text with it, which is counted apart. */
    private String meant(Ending ending, List<String> words, int said, int from) {
        var whole = String.join("", words);
        var sent = String.join("", words.subList(0, said));
        var shown = shownToFallback();
        boolean broken = ending instanceof Ending.Reset || ending instanceof Ending.Cut;
        if (!broken || !sent.startsWith(shown)) {
            return whole;
        }
        neverPassedOn += sent.length() - shown.length();
        return Stitching.meant(whole, shown, String.join("", words.subList(from, words.size())));
    }

    /** How far the answer had come, as the fallback was told; empty where it was told nothing. */
    private String shownToFallback() {
        var asked = stage.fallback().chats(FALLBACK);
        var messages = asked.isEmpty() ? null : asked.getLast().json().path("messages");
        return messages == null
                ? ""
                : messages.valueStream()
                        .filter(it -> it.path("role").asString("").equals("assistant"))
                        .reduce((_, last) -> last)
                        .map(it -> it.path("content").asString(""))
                        .orElse("");
    }

    private static boolean wasTold(Seen seen) {
        return seen.noticeKinds().contains(NoticeKind.ANSWER_CONTINUED.wireName());
    }

    /**
     * Words of seven letters or more, each with a number of its own, so that no place of the text
     * is like another one and two of them are always more than chance.
     */
    private List<String> words() {
        var words = new ArrayList<String>();
        int count = random.nextInt(20, 50);
        for (int i = 0; i < count; i++) {
            words.add("Wörter%d%s".formatted(random.nextInt(10_000_000), i % 9 == 8 ? ".\n" : " "));
        }
        words.add("Ende.");
        return words;
    }

    List<Figure> figures() throws IOException {
        return List.of(
                Figure.shown("cut answers", cuts, ""),
                Figure.none("cut answers: not gone on with", lostAnswers),
                Figure.none("cut answers: characters lost", lostCharacters),
                Figure.none("cut answers: characters repeated", addedCharacters),
                Figure.shown(
                        "cut answers: characters sent before a connection broke, never passed on",
                        neverPassedOn,
                        ""),
                Figure.none("cut answers: the user was not told", untold),
                Figure.none("cut answers: usage is not the sum of both legs", wrongSums()));
    }

    /** Holds the usage that each answer stated against its attempts in the usage log. */
    private long wrongSums() throws IOException {
        var attempts = new HashMap<String, List<JsonNode>>();
        for (var line : stage.rehearsal().usageLog()) {
            attempts.computeIfAbsent(line.path("query_id").asString(""), _ -> new ArrayList<>())
                    .add(line);
        }
        return usageSaid.entrySet().stream()
                .filter(it -> !isSum(it.getValue(), attempts.getOrDefault(it.getKey(), List.of())))
                .count();
    }

    private static boolean isSum(JsonNode said, List<JsonNode> legs) {
        return legs.size() == 2
                && List.of("prompt_tokens", "completion_tokens").stream()
                        .allMatch(field ->
                                legs.stream().allMatch(leg -> leg.path(field).asLong() > 0)
                                        && legs.stream()
                                                        .mapToLong(leg -> leg.path(field).asLong())
                                                        .sum()
                                                == said.path(field).asLong(-1));
    }
}
