package dev.understudy.agent.analysis;

import static dev.understudy.agent.analysis.Asking.QUESTION;
import static dev.understudy.agent.analysis.Asking.ROWS;
import static dev.understudy.agent.analysis.Asking.SQL;
import static dev.understudy.agent.analysis.Asking.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.agent.ShopCatalogue;
import dev.understudy.data.source.SourceState;
import dev.understudy.data.source.StatementFailure;
import dev.understudy.gateway.AgentStep;
import dev.understudy.gateway.Findings;
import dev.understudy.gateway.StoppedException;
import dev.understudy.gateway.TeamAnswer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OfflineAnswersTest {
    private static Optional<TeamAnswer> answer(Asking asking, ScriptedCalls calls)
            throws StoppedException {
        return new OfflineAnswers(asking.parts()).answer(asking.query(QUESTION), calls);
    }

    @Test
    void whatThePlannerUnderstandsIsComputedAndSaidToBe() throws Exception {
        var calls = new ScriptedCalls();
        assertThat(answer(new Asking(shop().gives(ROWS)).planning(SQL), calls))
                .contains(
                        new TeamAnswer.Computed(
                                DataAnalysisTeam.NAME, new Findings("sample", SQL, ROWS)));
        assertThat(calls.steps)
                .containsExactly(
                        new AgentStep.SqlWritten("sample", SQL),
                        new AgentStep.SqlRan("sample", 2, 12));
        assertThat(calls.said.toString())
                .startsWith(
                        "Understood as: the 2 best \\*customers\\*\n\n| customer_name | spent |")
                .contains("```mermaid", "**Source:** sample", SQL)
                .endsWith("No model was used.");
        assertThat(calls.requests).isEmpty();
    }

    @Test
    void whatItDoesNotUnderstandIsDeclinedWithItsWordsAndNothingIsSaid() throws Exception {
        var calls = new ScriptedCalls();
        var asking = new Asking(shop());
        assertThat(answer(asking, calls)).isEmpty();
        assertThat(calls.said).isEmpty();
        assertThat(calls.steps).isEmpty();
        assertThat(new OfflineAnswers(asking.parts()).declined(QUESTION))
                .contains("One word is not known. (not understood: frobnicate)");
    }

    @Test
    void aQuestionThatSeveralSourcesCouldAnswerIsNotGuessed() throws Exception {
        var asking =
                new Asking(shop(), new ScriptedSource("other", ShopCatalogue.SHOP)).planning(SQL);
        assertThat(answer(asking, new ScriptedCalls())).isEmpty();
        assertThat(new OfflineAnswers(asking.parts()).declined(QUESTION))
                .hasValueSatisfying(it -> assertThat(it).contains("Several databases"));
    }

    @Test
    void aSourceThatIsDownIsSaid() throws Exception {
        var down =
                new ScriptedSource("crm", ShopCatalogue.SHOP)
                        .in(new SourceState.Down("connection refused"));
        var calls = new ScriptedCalls();
        assertThat(answer(new Asking(down, shop().gives(ROWS)).planning(SQL), calls)).isPresent();
        assertThat(calls.said).contains("**Not asked:** crm (cannot be asked at the moment)");
    }

    @Test
    void withoutSourcesThereIsNothingToDecline() throws Exception {
        var asking = new Asking();
        assertThat(answer(asking, new ScriptedCalls())).isEmpty();
        assertThat(new OfflineAnswers(asking.parts()).declined(QUESTION)).isEmpty();
    }

    @Test
    void aPlanThatTheGuardRefusesOrTheDatabaseDoesNotRunIsNoAnswer() throws Exception {
        var refused = new ScriptedCalls();
        assertThat(answer(new Asking(shop()).planning("DROP TABLE x"), refused)).isEmpty();
        var failed = new ScriptedCalls();
        var source = shop().fails(new StatementFailure.Other("x"));
        assertThat(answer(new Asking(source).planning(SQL), failed)).isEmpty();
        assertThat(failed.said).isEmpty();
    }

    @Test
    void itStopsWhereItIsStopped() {
        var source = shop().fails(new StatementFailure.Cancelled());
        assertThatThrownBy(() -> answer(new Asking(source).planning(SQL), new ScriptedCalls()))
                .isInstanceOf(StoppedException.class);
    }

    @Test
    void aQuestionThatIsUnderstoodAndGetsNoRowsIsSaidToBeSo() throws Exception {
        var asking = new Asking(shop().fails(new StatementFailure.Other("planted"))).planning(SQL);
        assertThat(answer(asking, new ScriptedCalls())).isEmpty();
        assertThat(new OfflineAnswers(asking.parts()).declined(QUESTION))
                .contains(
                        "The question was understood, but the database sample gave no rows just now. Please ask again.");
    }
}
