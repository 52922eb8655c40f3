package dev.understudy.agent.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.agent.ShopCatalogue;
import dev.understudy.chat.ChatMessage;
import dev.understudy.chat.ResponseFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingCallTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"team":"data"}                                | DATA
                    {"team":"general"}                             | GENERAL
                    { "team" : "Data" }                            | DATA
                    ```json {"team": "data"} ```                   | DATA
                    Sure! {"team":"data"} is my choice.            | DATA
                    data                                           | DATA
                    The data team.                                 | DATA
                    general                                        | GENERAL
                    data or general                                | GENERAL
                    {"team":["data"]}                              | GENERAL
                    {"answer":"data"}                              | GENERAL
                    {"team":"database"}                            | GENERAL
                    {"team":"da                                    | GENERAL
                    {"team":null}                                  | GENERAL
                    ``                                             | GENERAL
                    I cannot decide.                               | GENERAL
                    }{                                             | GENERAL
                    """)
    void aReplyIsReadOrGoesToTheGeneralTeam(String reply, Destination destination) {
        assertThat(RoutingCall.read(reply)).isEqualTo(destination);
    }

    @Test
    void theCallIsSmallWhateverTheConversationAndTheCatalogueAre() {
        var conversation =
                IntStream.range(0, 100)
                        .mapToObj(i ->
                                i % 2 == 0
                                        ? ChatMessage.user("q" + i + " " + "x".repeat(100_000))
                                        : ChatMessage.assistant(
                                                "a" + i + " " + "y".repeat(100_000)))
                        .toList();
        var catalogues = IntStream.range(0, 200).mapToObj(_ -> ShopCatalogue.SHOP).toList();
        var request = RoutingCall.request(conversation, catalogues);
        int characters = request.messages().stream().mapToInt(it -> it.text().length()).sum();
        assertThat(characters).isLessThan(9_000);
        assertThat(request.messages().getLast().text()).contains("q98").doesNotContain("q92");
        assertThat(request.maxTokens()).isEqualTo(RoutingCall.MOST_TOKENS);
        assertThat(request.sampling().temperature()).isZero();
    }

    @Test
    void theCallNamesTheTablesAndAllowsTwoAnswers() {
        var request =
                RoutingCall.request(
                        List.of(ChatMessage.user("What about London?")),
                        List.of(ShopCatalogue.SHOP));
        assertThat(request.messages().getFirst().text())
                .contains("customers (customer_id, customer_name, segment,");
        assertThat(request.messages().getLast().text()).isEqualTo("User: What about London?");
        assertThat(request.format())
                .isInstanceOfSatisfying(
                        ResponseFormat.JsonBySchema.class,
                        it -> assertThat(it.schema()).contains("[\"data\",\"general\"]"));
    }
}
