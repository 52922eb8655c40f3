package dev.understudy.web;

import static dev.understudy.web.RunningApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.chat.TokenUsage;
import dev.understudy.usage.AttemptEnd;
import dev.understudy.usage.AttemptStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryApiTest {
    private static final String PATH = "/api/v1/usage/history";

    private RunningApi api;

    @BeforeEach
    void start() throws Exception {
        api = RunningApi.open();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void record(String user) {
        api.ledger.record(
                new AttemptStart("q", 1, "local", false, user, "chat", RunningApi.NOW),
                new AttemptEnd(RunningApi.NOW, "ok", new TokenUsage(30, 12, true)));
    }

    @Test
    void withoutParametersItIsThirtyDaysUndivided() throws Exception {
        record("ada");
        var history = json(api.get(PATH));

        assertThat(history.path("by").isNull()).isTrue();
        assertThat(history.path("days")).hasSize(30);
        assertThat(history.path("days").path(29).toString())
                .isEqualTo(
                        """
                        {"date":"2026-11-23","start":"2026-11-23T00:00:00Z","end":"2026-11-24T00:00:00Z",\
                        "requests":0,"attempts":1,"queries":0,"prompt_tokens":30,\
                        "completion_tokens":12,"total_tokens":42,"estimated_share":1.0,\
                        "fallback_count":0}\
                        """);
        assertThat(history.at("/days/28/attempts").asInt(-1)).isZero();
        assertThat(history.at("/total/total_tokens").asInt()).isEqualTo(42);
    }

    @Test
    void aDayIsDividedByUser() throws Exception {
        record("ada");
        var history = json(api.get(PATH + "?days=2&by=user"));

        assertThat(history.path("by").asString()).isEqualTo("user");
        assertThat(history.at("/days/0/parts")).isEmpty();
        assertThat(history.at("/days/1/parts/0/name").asString()).isEqualTo("ada");
        assertThat(history.at("/days/1/parts/0/attempts").asInt()).isEqualTo(1);
    }

    @Test
    void asCsvItIsALineForEachPartAndNoNameIsAFormula() throws Exception {
        record("=HYPERLINK(\"http://x\",\"y\")");
        var response = api.get(PATH + "?days=2&by=user&format=csv");

        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(response.body())
                .isEqualTo(
                        """
                        date,start,end,user,requests,attempts,queries,prompt_tokens,completion_tokens,total_tokens,estimated_share,fallback_count\r
                        2026-11-22,2026-11-22T00:00:00Z,2026-11-23T00:00:00Z,,0,0,0,0,0,0,0.0000,0\r
                        2026-11-23,2026-11-23T00:00:00Z,2026-11-24T00:00:00Z,"'=HYPERLINK(""http://x"",""y"")",0,1,0,30,12,42,1.0000,0\r
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv|text/csv",
                "text/csv, application/json|text/csv",
                "application/json, text/csv|application/json",
                "*/*|application/json"
            })
    void theHeaderAcceptChooses(String accept, String type) throws Exception {
        var response = api.send(api.request(PATH).header("Accept", accept).GET());

        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(type);
    }

    @ParameterizedTest
    @CsvSource({
        "days=0,days",
        "days=367,days",
        "days=-1,days",
        "days=x,days",
        "days=99999999999,days",
        "by=table,by",
        "format=xml,format"
    })
    void aWrongParameterIsNamed(String query, String parameter) throws Exception {
        var response = api.get(PATH + "?" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).at("/error/param").asString()).isEqualTo(parameter);
        assertThat(json(response).at("/error/message").asString()).startsWith(parameter);
    }

    @Test
    void aYearIsWithinItsBounds() throws Exception {
        assertThat(json(api.get(PATH + "?days=366&by=outcome")).path("days")).hasSize(366);
    }

    @Test
    void itNeedsTheKeyWhereThereIsOne() throws Exception {
        try (var locked = RunningApi.withKeys()) {
            assertThat(locked.get(PATH).statusCode()).isEqualTo(401);
        }
    }
}
