package dev.understudy.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertBoardTest {
    private final AlertStory story = new AlertStory();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    an outage and the return                 | out well                                    | model_out model_back
                    probes that fail are the same outage     | out +:1 out +:5 out +:60 out well           | model_out model_back
                    a model that is well at first            | well answered used:1 usable                 |
                    two models                               | out local-out                               | model_out model_out
                    access denied                            | denied well                                 | model_needs_operator model_back
                    not on its server                        | missing missing                             | model_needs_operator
                    away, then the key is refused            | out denied well                             | model_out model_needs_operator model_back
                    refused, then away: still the operator's | denied out well                             | model_needs_operator model_back
                    a report of an outage that is over       | out well late-out                           | model_out model_back
                    a reset is the operator's, the next outage is told | out reset +:10 out           | model_out model_out
                    what the operator does is no news        | take-out reset well                         |
                    flapping is held back                    | out well out well out well +:5              | model_out model_back
                    and what lasts is told when it is time   | out well out +:9 +:1                        | model_out model_back model_out
                    with what was held back                  | out well out well out +:10                  | model_out model_back model_out(2)
                    the next outage tells what was held back | out well out well +:60 out                  | model_out model_back model_out(2)
                    the quota nears its end                  | used:7 used:8 used:9 used:10                | quota_nears_end
                    and is spent                             | used:8 refused refused refused              | quota_nears_end quota_spent
                    spent at once                            | refused used:9                              | quota_spent
                    places given back are no second warning  | used:8 used:7 used:8                        | quota_nears_end
                    another window begins anew               | used:8 refused day used:1 used:8 refused    | quota_nears_end quota_spent quota_nears_end quota_spent
                    a raised limit begins anew               | refused +:60 limit:20 used:11 used:16       | quota_spent quota_nears_end
                    a user's own limit is no news            | user-refused user-refused                   |
                    tokens are told by themselves            | tokens:7 tokens:8 tokens-refused used:8     | quota_nears_end quota_spent quota_nears_end
                    the ledger                               | unusable stalled stalled usable used:1      | ledger_unusable ledger_usable
                    an answer on its way when it broke       | unusable used:1 stalled usable              | ledger_unusable ledger_usable
                    a disk that stalls without an error      | stalled stalled used:1                      | ledger_unusable ledger_usable
                    one query that fails                     | failed answered failed by-fallback failed   |
                    two in a row                             | failed failed failed failed answered        | queries_fail queries_answered
                    what shows nothing of the models         | failed offline cancelled failed offline     | queries_fail
                    """)
    void tellsEachChangeOnce(String name, String script, String expected) {
        story.play(script);

        assertThat(String.join(" ", story.toldInShort()))
                .as(name)
                .isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void anAlertThatWasHeldBackSaysSinceWhen() {
        story.play("out well +:2 out +:30");

        assertThat(story.told).hasSize(3);
        assertThat(story.told.getLast().since()).isEqualTo(Instant.parse("2026-11-24T09:02:00Z"));
    }

    @Test
    void aWallClockThatJumpsBackHoldsNothingBackForLonger() {
        story.play("out well out");
        story.time.jump(Duration.ofHours(-5));

        story.play("+:10");

        assertThat(story.told).hasSize(3);
    }

    @Test
    void keepsTheLatestOnesNewestFirst() {
        for (int i = 0; i < 40; i++) {
            story.play("out well +:11");
        }

        assertThat(story.told).hasSize(80);
        assertThat(story.board.latest())
                .hasSize(AlertBoard.KEPT)
                .isEqualTo(story.told.reversed().subList(0, AlertBoard.KEPT));
    }
}
