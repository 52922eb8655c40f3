package dev.understudy.execution;

import static dev.understudy.execution.PolicyStory.limits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.Chain;
import dev.understudy.quota.OnExceeded;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The design's execution rules, as stories; see {@link PolicyStory} for the words. */
class ExecutionPolicyTest {
    private static final String USUAL = "cloud* local";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # the failure table on the primary, then well
                    ok           | cloud@0s answered(1)
                    502 ok       | cloud@0s cloud@2s answered(2)
                    slow ok      | cloud@0s cloud@2s answered(2)
                    503 ok       | cloud@0s cloud@2s answered(2)
                    429 ok       | cloud@0s cloud@2s answered(2)
                    503/20s ok   | cloud@0s cloud@20s answered(2)
                    429/20s ok   | cloud@0s cloud@20s answered(2)
                    402 ok       | cloud@0s local@0s answered_by_fallback(2)
                    402/1h ok    | cloud@0s local@0s answered_by_fallback(2)
                    401 ok       | cloud@0s local@0s answered_by_fallback(2)
                    403 ok       | cloud@0s local@0s answered_by_fallback(2)
                    404 ok       | cloud@0s local@0s answered_by_fallback(2)
                    broken ok    | cloud@0s cloud@2s answered(2)
                    tools ok     | cloud@0s adapt(tools) answered(1)
                    thinking ok  | cloud@0s adapt(thinking) answered(1)
                    vision ok    | cloud@0s adapt(vision) answered(1)
                    long ok      | cloud@0s trim answered(1)
                    400          | cloud@0s refused:invalid_request(1)
                    gone         | cloud@0s cancelled(1)

                    # the same on the primary's second attempt, which is its last by FALLBACK_AFTER_ATTEMPTS
                    502 502 ok      | cloud@0s cloud@2s local@0s answered_by_fallback(3)
                    502 slow ok     | cloud@0s cloud@2s local@0s answered_by_fallback(3)
                    slow 503 ok     | cloud@0s cloud@2s local@0s answered_by_fallback(3)
                    503 429 ok      | cloud@0s cloud@2s local@0s answered_by_fallback(3)
                    502 429/20s ok  | cloud@0s cloud@2s local@0s answered_by_fallback(3)
                    429/9s 502 ok   | cloud@0s cloud@9s local@0s answered_by_fallback(3)
                    502 402 ok      | cloud@0s cloud@2s local@0s answered_by_fallback(3)
                    502 401 ok      | cloud@0s cloud@2s local@0s answered_by_fallback(3)
                    502 404 ok      | cloud@0s cloud@2s local@0s answered_by_fallback(3)
                    broken broken ok | cloud@0s cloud@2s local@0s answered_by_fallback(3)
                    502 tools ok    | cloud@0s cloud@2s adapt(tools) answered(2)
                    502 long ok     | cloud@0s cloud@2s trim answered(2)
                    502 400         | cloud@0s cloud@2s refused:invalid_request(2)
                    502 gone        | cloud@0s cloud@2s cancelled(2)

                    # the same on the last attempt, which the fallback has
                    502 502 502       | cloud@0s cloud@2s local@0s failed:upstream_failed(3)
                    502 502 slow      | cloud@0s cloud@2s local@0s failed:too_slow(3)
                    502 502 503       | cloud@0s cloud@2s local@0s failed:none_available(3)
                    502 502 503/20s   | cloud@0s cloud@2s local@0s failed:none_available/20s(3)
                    502 502 402       | cloud@0s cloud@2s local@0s failed:none_available(3)
                    502 502 401       | cloud@0s cloud@2s local@0s failed:upstream_failed(3)
                    502 502 404       | cloud@0s cloud@2s local@0s failed:upstream_failed(3)
                    502 502 broken    | cloud@0s cloud@2s local@0s failed:upstream_failed(3)
                    502 502 tools ok  | cloud@0s cloud@2s local@0s adapt(tools) answered_by_fallback(3)
                    502 502 long ok   | cloud@0s cloud@2s local@0s trim answered_by_fallback(3)
                    502 502 400       | cloud@0s cloud@2s local@0s refused:invalid_request(3)
                    502 502 gone      | cloud@0s cloud@2s local@0s cancelled(3)

                    # the fallback was reached early and has attempts left: it insists, with the delay of the attempt's number
                    404 502 ok       | cloud@0s local@0s local!@4s answered_by_fallback(3)
                    404 429/20s ok   | cloud@0s local@0s local!@20s answered_by_fallback(3)
                    404 502 502      | cloud@0s local@0s local!@4s failed:upstream_failed(3)
                    404 404          | cloud@0s local@0s failed:upstream_failed(2)
                    404 402          | cloud@0s local@0s failed:none_available(2)
                    404 gone         | cloud@0s local@0s cancelled(2)
                    """)
    void everyFailureIsTreatedByTheTable(String events, String story) {
        assertThat(PolicyStory.of(USUAL, limits(3, 2), events)).isEqualTo(story);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # chain          | max | after | events               | story
                    cloud*           | 1 | 2 | 502                        | cloud@0s failed:upstream_failed(1)
                    cloud*           | 3 | 2 | 502 502 502                | cloud@0s cloud!@2s cloud!@4s failed:upstream_failed(3)
                    cloud*           | 5 | 1 | 502 502 502 502 ok         | cloud@0s cloud!@2s cloud!@4s cloud!@6s cloud!@8s answered(5)
                    cloud*           | 3 | 2 | 404                        | cloud@0s failed:upstream_failed(1)
                    cloud* local     | 1 | 1 | 502                        | cloud@0s failed:upstream_failed(1)
                    cloud* local     | 1 | 3 | 404                        | cloud@0s failed:upstream_failed(1)
                    cloud* local     | 2 | 1 | 502 502                    | cloud@0s local@0s failed:upstream_failed(2)
                    cloud* local     | 2 | 3 | 502 ok                     | cloud@0s local@0s answered_by_fallback(2)
                    cloud* local     | 3 | 1 | 502 502 ok                 | cloud@0s local@0s local!@4s answered_by_fallback(3)
                    cloud* local     | 3 | 3 | 502 502 ok                 | cloud@0s cloud@2s local@0s answered_by_fallback(3)
                    cloud* local     | 4 | 2 | 502 502 502 ok             | cloud@0s cloud@2s local@0s local!@6s answered_by_fallback(4)
                    cloud* local     | 4 | 3 | 502 502 502 ok             | cloud@0s cloud@2s cloud@4s local@0s answered_by_fallback(4)
                    cloud* local     | 5 | 2 | 502 502 502 502 502        | cloud@0s cloud@2s local@0s local!@6s local!@8s failed:upstream_failed(5)
                    cloud* local     | 5 | 9 | 502 502 502 502 ok         | cloud@0s cloud@2s cloud@4s cloud@6s local@0s answered_by_fallback(5)
                    a* b* c          | 1 | 2 | 502                        | a@0s failed:upstream_failed(1)
                    a* b* c          | 2 | 1 | 502 ok                     | a@0s c@0s answered_by_fallback(2)
                    a* b* c          | 3 | 1 | 502 502 ok                 | a@0s b@0s c@0s answered_by_fallback(3)
                    a* b* c          | 3 | 2 | 502 502 ok                 | a@0s a@2s c@0s answered_by_fallback(3)
                    a* b* c          | 4 | 2 | 502 502 502 ok             | a@0s a@2s b@0s c@0s answered_by_fallback(4)
                    a* b* c          | 5 | 2 | 502 502 502 502 ok         | a@0s a@2s b@0s c@0s c!@8s answered_by_fallback(5)
                    a* b* c          | 5 | 2 | 502 502 503/9s 404         | a@0s a@2s b@0s c@0s failed:upstream_failed/9s(4)
                    a* b* c          | 4 | 2 | 404 404 404                | a@0s b@0s c@0s failed:upstream_failed(3)
                    a* b* c d        | 2 | 2 | 502 ok                     | a@0s d@0s answered_by_fallback(2)
                    a* b* c d        | 3 | 1 | 502 502 ok                 | a@0s b@0s d@0s answered_by_fallback(3)
                    a* b* c d        | 4 | 1 | 502 502 502 ok             | a@0s b@0s c@0s d@0s answered_by_fallback(4)
                    a* b* c d        | 4 | 2 | 502 502 502 ok             | a@0s a@2s b@0s d@0s answered_by_fallback(4)
                    a* b* c d        | 5 | 2 | 502 502 502 502 ok         | a@0s a@2s b@0s c@0s d@0s answered_by_fallback(5)
                    a* b* c d        | 5 | 3 | 502 502 502 502 ok         | a@0s a@2s a@4s b@0s d@0s answered_by_fallback(5)
                    """)
    void attemptsAreSharedOverTheChainAndTheLastGoesToTheLastModel(
            String chain, int maxAttempts, int fallbackAfter, String events, String story) {
        assertThat(PolicyStory.of(chain, limits(maxAttempts, fallbackAfter), events))
                .isEqualTo(story);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # chain      | events                        | story
                    cloud* local | denied/30s ok                 | cloud@0s local@0s answered_by_fallback(1)
                    cloud* local | denied/30s 502 502 502        | cloud@0s local@0s local!@2s local!@4s failed:upstream_failed/30s(3)
                    cloud* local | denied/30s denied/9s          | cloud@0s local@0s failed:none_available/9s(0)
                    cloud* local | denied/9s denied/30s          | cloud@0s local@0s failed:none_available/9s(0)
                    cloud* local | 502 denied/30s ok             | cloud@0s cloud@2s local@0s answered_by_fallback(2)
                    cloud* local | 502 502 denied/30s            | cloud@0s cloud@2s local@0s failed:upstream_failed/30s(2)
                    cloud*       | denied/30s                    | cloud@0s failed:none_available/30s(0)
                    a* b* c      | denied/30s ok                 | a@0s b@0s answered_by_fallback(1)
                    a* b* c      | denied/30s denied/30s ok      | a@0s b@0s c@0s answered_by_fallback(1)
                    a* b* c      | 502 denied/30s denied/30s ok  | a@0s a@2s b@0s c@0s answered_by_fallback(2)
                    a* b* c      | 404 denied/30s ok             | a@0s b@0s c@0s answered_by_fallback(2)
                    a* b* c      | denied/9s denied/8s denied/7s | a@0s b@0s c@0s failed:none_available/7s(0)
                    cloud* local | out ok                        | cloud@0s local@0s answered_by_fallback(1)
                    cloud* local | out out                       | cloud@0s local@0s failed:none_available(0)
                    cloud* local | out denied/9s                 | cloud@0s local@0s failed:none_available/9s(0)
                    cloud* local | 502 out ok                    | cloud@0s cloud@2s local@0s answered_by_fallback(2)
                    cloud* local | out 502 out                   | cloud@0s local@0s local!@2s failed:upstream_failed(1)
                    cloud*       | out                           | cloud@0s failed:none_available(0)
                    a* b* c      | out out ok                    | a@0s b@0s c@0s answered_by_fallback(1)
                    a b c d      | denied/9s denied/8s denied/7s denied/6s | a@0s b@0s c@0s d@0s failed:none_available/6s(0)
                    """)
    void aModelWhoseBreakerIsOpenIsPassedOverWithoutAnAttempt(
            String chain, String events, String story) {
        assertThat(PolicyStory.of(chain, limits(3, 2), events)).isEqualTo(story);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # chain          | exceeded | events         | story
                    cloud* local     | REJECT   | spent          | cloud@0s quota_spent(0)
                    cloud* local     | REJECT   | model-spent ok | cloud@0s local@0s answered_by_fallback(1)
                    a* b* c          | REJECT   | model-spent ok | a@0s b@0s answered_by_fallback(1)
                    a* b* c          | FALLBACK | model-spent spent ok | a@0s b@0s c@0s answered_by_fallback(1)
                    a* b             | REJECT   | model-spent model-spent | a@0s b@0s quota_spent(0)
                    cloud* local     | FALLBACK | spent ok       | cloud@0s local@0s answered_by_fallback(1)
                    cloud* local     | REJECT   | 502 spent ok   | cloud@0s cloud@2s local@0s answered_by_fallback(2)
                    cloud* local     | FALLBACK | 502 spent ok   | cloud@0s cloud@2s local@0s answered_by_fallback(2)
                    cloud*           | REJECT   | spent          | cloud@0s quota_spent(0)
                    cloud*           | FALLBACK | spent          | cloud@0s quota_spent(0)
                    cloud*           | REJECT   | 502 spent      | cloud@0s cloud!@2s quota_spent(1)
                    cloud* other*    | FALLBACK | spent          | cloud@0s quota_spent(0)
                    a* b* c          | FALLBACK | spent ok       | a@0s c@0s answered_by_fallback(1)
                    a* b c           | FALLBACK | spent ok       | a@0s b@0s answered_by_fallback(1)
                    a* b* c          | REJECT   | denied/9s spent | a@0s b@0s quota_spent(0)
                    a* b* c          | REJECT   | 404 spent ok   | a@0s b@0s c@0s answered_by_fallback(2)
                    a* b* c          | FALLBACK | spent denied/9s | a@0s c@0s failed:none_available/9s(0)
                    local cloud*     | REJECT   | 404 spent      | local@0s cloud@0s quota_spent(1)
                    """)
    void aSpentQuotaEndsTheQueryOrLeavesTheModelsThatAreNotMetered(
            String chain, OnExceeded onExceeded, String events, String story) {
        assertThat(PolicyStory.of(chain, limits(3, 2), onExceeded, events)).isEqualTo(story);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    cloud* local | uncounted ok        | cloud@0s local@0s answered_by_fallback(1)
                    cloud* local | uncounted denied/9s | cloud@0s local@0s failed:none_available/9s(0)
                    cloud* local | 502 uncounted ok    | cloud@0s cloud@2s local@0s answered_by_fallback(2)
                    cloud*       | uncounted           | cloud@0s failed:none_available(0)
                    cloud*       | 502 uncounted       | cloud@0s cloud!@2s failed:upstream_failed(1)
                    a* b* c      | uncounted ok        | a@0s c@0s answered_by_fallback(1)
                    a* b*        | uncounted           | a@0s failed:none_available(0)
                    """)
    void nothingMeteredRunsWhileTheLedgerCannotCount(String chain, String events, String story) {
        assertThat(PolicyStory.of(chain, limits(3, 2), events)).isEqualTo(story);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # each capability once on each model, in the same attempt
                    tools thinking vision ok | cloud@0s adapt(tools) adapt(tools,thinking) adapt(tools,thinking,vision) answered(1)
                    tools tools ok           | cloud@0s adapt(tools) local@0s answered_by_fallback(2)
                    tools long ok            | cloud@0s adapt(tools) trim answered(1)
                    long tools ok            | cloud@0s trim adapt(tools) answered(1)
                    # a retry on the model remembers what it cannot do; the next model begins with everything
                    tools 502 ok             | cloud@0s adapt(tools) cloud@2s-tools answered(2)
                    tools 502 thinking ok    | cloud@0s adapt(tools) cloud@2s-tools adapt(tools,thinking) answered(2)
                    tools 502 tools ok       | cloud@0s adapt(tools) cloud@2s-tools local@0s answered_by_fallback(3)
                    tools 404 ok             | cloud@0s adapt(tools) local@0s answered_by_fallback(2)
                    tools 404 tools ok       | cloud@0s adapt(tools) local@0s adapt(tools) answered_by_fallback(2)
                    404 tools tools          | cloud@0s local@0s adapt(tools) failed:upstream_failed(2)
                    # trimmed once in an attempt; a new attempt sends the whole request and may trim it again
                    long long                | cloud@0s trim refused:context_too_long(1)
                    long 502 ok              | cloud@0s trim cloud@2s answered(2)
                    long 502 long ok         | cloud@0s trim cloud@2s trim answered(2)
                    long 502 long long       | cloud@0s trim cloud@2s trim refused:context_too_long(2)
                    long 404 long ok         | cloud@0s trim local@0s trim answered_by_fallback(2)
                    long 404 long long       | cloud@0s trim local@0s trim refused:context_too_long(2)
                    """)
    void aRequestIsAdaptedAndTrimmedOnceWithinTheAttempt(String events, String story) {
        assertThat(PolicyStory.of(USUAL, limits(3, 2), events)).isEqualTo(story);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    502~     | cloud@0s failed:upstream_failed(1)
                    slow~    | cloud@0s failed:too_slow(1)
                    503~     | cloud@0s failed:none_available(1)
                    503/20s~ | cloud@0s failed:none_available/20s(1)
                    402~     | cloud@0s failed:none_available(1)
                    404~     | cloud@0s failed:upstream_failed(1)
                    broken~  | cloud@0s failed:upstream_failed(1)
                    tools~   | cloud@0s failed:upstream_failed(1)
                    gone~    | cloud@0s cancelled(1)
                    502 broken~     | cloud@0s cloud@2s failed:upstream_failed(2)
                    502 502 broken~ | cloud@0s cloud@2s local@0s failed:upstream_failed(3)
                    """)
    void nothingIsBegunAnewAfterTheUserSawText(String events, String story) {
        assertThat(PolicyStory.of(USUAL, limits(3, 2), events)).isEqualTo(story);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    cloud* local | 3 | 502= ok         | cloud@0s local@0s answered_by_fallback(2)
                    cloud* local | 3 | slow= ok        | cloud@0s local@0s answered_by_fallback(2)
                    cloud* local | 3 | broken= ok      | cloud@0s local@0s answered_by_fallback(2)
                    cloud* local | 3 | 429/20s= ok     | cloud@0s local@0s answered_by_fallback(2)
                    cloud* local | 3 | 404= ok         | cloud@0s local@0s answered_by_fallback(2)
                    cloud* local | 3 | tools= ok       | cloud@0s local@0s answered_by_fallback(2)
                    cloud* local | 3 | gone=           | cloud@0s cancelled(1)
                    # once in a query; what fails before it says anything new is tried again
                    cloud* local | 3 | 502= 502=       | cloud@0s local@0s failed:upstream_failed(2)
                    cloud* local | 3 | 502= 502 ok     | cloud@0s local@0s local!@4s answered_by_fallback(3)
                    cloud* local | 3 | 502 502 502=    | cloud@0s cloud@2s local@0s failed:upstream_failed(3)
                    cloud* local | 1 | 502=            | cloud@0s failed:upstream_failed(1)
                    # the last model goes on from itself; waiting must help
                    cloud*       | 3 | 502= ok         | cloud@0s cloud!@2s answered(2)
                    cloud*       | 3 | 404=            | cloud@0s failed:upstream_failed(1)
                    cloud* local | 3 | 404 502= ok     | cloud@0s local@0s local!@4s answered_by_fallback(3)
                    a* b* c      | 3 | 502= ok         | a@0s b@0s answered_by_fallback(2)
                    a* b* c      | 2 | 502= ok         | a@0s c@0s answered_by_fallback(2)
                    """)
    void anAnswerThatBreaksOffIsGoneOnWithOnce(
            String chain, int maxAttempts, String events, String story) {
        assertThat(PolicyStory.of(chain, limits(maxAttempts, 2), events)).isEqualTo(story);
    }

    @Test
    void withoutRescuesABreakIsTheEnd() {
        var limits =
                new ExecutionLimits(3, Duration.ofSeconds(2), 2, Duration.ofSeconds(280), false, 3);
        assertThat(PolicyStory.of(USUAL, limits, "502="))
                .isEqualTo("cloud@0s failed:upstream_failed(1)");
    }

    @Test
    void onlyTheFirstOfTheChainIsThePrimary() {
        Chain chain = PolicyStory.chain("a* b* c");
        var policy = new ExecutionPolicy(chain, limits(3, 2), OnExceeded.REJECT);
        assertThat(policy.answeredBy(0)).isEqualTo(new Outcome.Answered("a"));
        assertThat(policy.answeredBy(1)).isEqualTo(new Outcome.AnsweredByFallback("b"));
        assertThat(policy.answeredBy(2)).isEqualTo(new Outcome.AnsweredByFallback("c"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # an answer cut by its length goes on, on the same model, in the same attempt, up to the cap
                    length/20s ok                                | cloud@0s continue answered(1)
                    length/20s length/20s ok                     | cloud@0s continue continue answered(1)
                    length/20s length/20s length/20s length/20s  | cloud@0s continue continue continue accept
                    unjoinable/20s                               | cloud@0s accept
                    502 length/20s ok                            | cloud@0s cloud@2s continue answered(2)

                    # not where a further piece of that length would not fit into the attempt's 240 s, or the query's
                    length/50s                                   | cloud@0s accept
                    502 502 length/119s ok                       | cloud@0s cloud@2s local@0s continue answered_by_fallback(3)
                    502 502 length/120s                          | cloud@0s cloud@2s local@0s accept
                    502 502 length/100s length/80s               | cloud@0s cloud@2s local@0s continue accept
                    length/49s length/49s                        | cloud@0s continue accept

                    # a piece that fails is a failure after visible text
                    length/20s 502= ok                           | cloud@0s continue local@0s answered_by_fallback(2)
                    length/20s prefill= ok                       | cloud@0s continue adapt(prefill) answered(1)
                    length/20s prefill= prefill= ok              | cloud@0s continue adapt(prefill) local@0s answered_by_fallback(2)
                    length/20s long= ok                          | cloud@0s continue trim answered(1)
                    length/20s 502= length/20s ok                | cloud@0s continue local@0s continue answered_by_fallback(2)
                    """)
    void anAnswerCutByItsLengthGoesOn(String events, String story) {
        assertThat(PolicyStory.of(USUAL, limits(3, 2), events)).isEqualTo(story);
    }

    @Test
    void withoutContinuationsTheFirstCutEndsTheAnswer() {
        var limits =
                new ExecutionLimits(3, Duration.ofSeconds(2), 2, Duration.ofSeconds(280), true, 0);

        assertThat(PolicyStory.of(USUAL, limits, "length/1s")).isEqualTo("cloud@0s accept");
    }
}
