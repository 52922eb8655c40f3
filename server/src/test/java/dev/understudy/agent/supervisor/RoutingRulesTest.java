package dev.understudy.agent.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.agent.ShopCatalogue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoutingRulesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final SchemaWords SHOP = SchemaWords.of(List.of(ShopCatalogue.SHOP));

    /** Each must be sent there without asking a model. */
    private static final String DATA =
            """
            Show me top 5 customers
            show me the top 5 customers please
            What was our revenue by month in 2025?
            Who are our best customers?
            How many orders did we get last month?
            how many customers do we have
            Total revenue by country
            List all products
            What is the average list price by category?
            Which products sold best in 2025?
            Top 10 products by revenue
            sales by quarter
            What were total sales in March 2026?
            Number of orders per channel
            Count the cancelled orders
            Show orders from Germany in 2025
            customers in Berlin
            Which customers have placed the most orders?
            What is the total amount of order items per product?
            Which country has the highest sales?
            What share of orders was returned?
            Compare revenue by region and year
            List customers without orders
            How much did customers in France spend last year?
            What was our turnover last quarter?
            Average order total by segment
            order_items per order
            How many products are there?
            Newest customers
            Show me the revenue trend by month as a chart
            Can you show me all orders?
            Could you list the customers in Germany, please?
            I want to know the number of orders in 2025
            Do we have customers in Italy?
            When was the last order placed?
            Compare Germany and France by revenue
            revenue 2025
            Which of our products are returned most?
            """;

    /** Look like questions about data, whatever there is. */
    private static final String LOOKS_LIKE_DATA =
            """
            average salary by department
            How many employees do we have?
            list all invoices of 2025
            Show me the invoices that are not paid
            total budget per project
            What is our headcount?
            Which supplier had the most complaints last year?
            revenue by month
            """;

    /** Could be about anything, and most of it is not about data. */
    private static final String LOOKS_LIKE_ANYTHING =
            """
            How do I return a list in Python?
            What is the best way to learn Spanish?
            Explain how an inventory works
            Which movie should I watch tonight?
            Who wrote Faust?
            Tell me a joke
            What is 15% of 850?
            Hello
            """;

    /** Each must be sent there without asking a model. */
    private static final String GENERAL =
            """
            Hello
            Hi there!
            Good morning everyone
            Thanks a lot for your help!
            ok, thank you
            How are you today?
            Who are you?
            What can you do?
            What is 15% of 850?
            how much is 3 plus 4 times 2
            sqrt(144)
            Convert 5 miles to km
            How many cm are in 5 inches?
            What is 72°F in celsius?
            How many days until Christmas?
            What day is it today?
            What week is it?
            Translate "good morning" into German
            Write a poem about autumn
            Tell me a joke
            Write a Python function that reverses a string
            Write an email to my landlord about the broken heating
            Draft a letter of resignation
            Fix this Java code: int x = "a";
            Rephrase this sentence: he go home
            Explain quantum entanglement
            Define photosynthesis
            What is recursion?
            What is the capital of France?
            What is GDP?
            How many weeks in a year
            Translate this
            Why do people buy coffee?
            Who wrote Faust?
            Who was Ada Lovelace?
            How do I boil an egg?
            How does a heat pump work?
            What does serendipity mean?
            Why is the sky blue?
            Recommend a book about Rome
            Suggest a name for a kitten
            """;

    /** Each has a reading that only somebody can judge who understands language. */
    private static final String UNCERTAIN =
            """
            How many customers does Netflix have?
            What was the revenue of Apple in 2024?
            What is a customer?
            What is the largest city in Germany?
            Top 10 cities in Germany
            How can we increase our sales?
            Write a poem about our customers
            Write a SQL query for the top customers
            Translate our product names into German
            Write a Python function that sorts a list of orders
            How is business?
            Why did sales drop in March?
            What is the status?
            Tell me about Willow Valley Bakery
            Zeige mir die besten Kunden
            List all customers in London
            What is our churn?
            How do customers place orders at Amazon?
            What is the average salary in Germany?
            What about Berlin?
            And by country?
            now only 2025
            Where is my parcel?
            Where is Mount Everest?
            Who is Anna Schmidt?
            What is the email of Amber Hotel?
            Who spent the most?
            Show me how to sort products by price in Excel
            How big is the moon?
            How do we place an order?
            How do I cancel my order?
            Summarize last year
            Summarize the orders of last month
            What are customers?
            Which month has the most days
            Number of customers per country in the EU
            Create a message for customers who have not ordered
            What are the best products to buy for a birthday?
            Show me the total
            customers
            """;

    private static Verdict judge(String question, boolean afterData) {
        return RoutingRules.judge(question, afterData, SHOP, TODAY);
    }

    private static void allAre(Verdict expected, String questions) {
        var wrong = new ArrayList<String>();
        for (var question : questions.lines().toList()) {
            var verdict = judge(question, false);
            if (verdict != expected) {
                wrong.add(verdict + ": " + question + " " + Sighting.of(question, SHOP));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void questionsAboutTheShopGoToTheDataTeamWithoutACall() {
        allAre(Verdict.DATA, DATA);
    }

    @Test
    void whatHasNothingToDoWithItGoesToTheGeneralTeamWithoutACall() {
        allAre(Verdict.GENERAL, GENERAL);
    }

    @Test
    void whatCanBeReadInTwoWaysIsLeftToAModel() {
        allAre(Verdict.UNCERTAIN, UNCERTAIN);
    }

    @Test
    void aQuestionThatGoesOnAfterAnAnswerFromTheDataStaysThere() {
        for (var question :
                List.of(
                        "And by country?",
                        "and by month",
                        "now only 2025",
                        "what about Germany?",
                        "How about last year?",
                        "only online",
                        "in 2026",
                        "per customer please",
                        "and for the last quarter?",
                        "sort by amount",
                        "as a chart",
                        "top 10 instead",
                        "without cancelled")) {
            assertThat(judge(question, true)).as(question).isEqualTo(Verdict.DATA);
        }
    }

    @Test
    void whatIsSaidAfterAnAnswerFromTheDataIsNotAlwaysAboutIt() {
        for (var question :
                List.of(
                        "thanks!",
                        "What is 15% of 850?",
                        "and what is 5 + 3?",
                        "Tell me a joke",
                        "Great, thank you")) {
            assertThat(judge(question, true)).as(question).isEqualTo(Verdict.GENERAL);
        }
        for (var question :
                List.of(
                        "And who wrote Faust?",
                        "What about London?",
                        "Why?",
                        "Explain the second row",
                        "What is recursion?",
                        "and in German please?")) {
            assertThat(judge(question, true)).as(question).isEqualTo(Verdict.UNCERTAIN);
        }
    }

    @Test
    void aTextThatWasPastedIsLeftToAModel() {
        assertThat(judge("Show me top 5 customers. " + "word ".repeat(100), false))
                .isEqualTo(Verdict.UNCERTAIN);
    }

    /** Whatever comes, there is a verdict, and at once. */
    @Test
    void noTextBreaksTheRules() {
        long seed = Long.getLong("seed", 20_261_124L);
        System.out.println("routing: seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(300); length > 0; length--) {
                text.append(
                        (char)
                                (random.nextInt(10) == 0
                                        ? random.nextInt(0xffff)
                                        : 32 + random.nextInt(96)));
            }
            assertThat(judge(text.toString(), random.nextBoolean()))
                    .as("seed %d", seed)
                    .isNotNull();
        }
        for (var text :
                List.of(
                        "hi ".repeat(200),
                        "what is ".repeat(100_000),
                        "'s".repeat(150),
                        "\u0000")) {
            assertThat(judge(text, true)).isNotNull();
        }
    }

    @Test
    void aQuestionAboutASourceThatWasNeverReadIsKnownByItsWords() {
        var nothing = SchemaWords.of(List.of());
        LOOKS_LIKE_DATA
                .lines()
                .forEach(it ->
                        assertThat(RoutingRules.mayBeAbout(it, false, nothing, TODAY))
                                .as(it)
                                .isTrue());
        LOOKS_LIKE_ANYTHING
                .lines()
                .forEach(it ->
                        assertThat(RoutingRules.mayBeAbout(it, false, nothing, TODAY))
                                .as(it)
                                .isFalse());
    }

    @Test
    void aQuestionAboutASourceThatIsKnownIsJudgedByItsNames() {
        assertThat(RoutingRules.mayBeAbout("customers in Berlin", false, SHOP, TODAY)).isTrue();
        assertThat(RoutingRules.mayBeAbout("Who was Ada Lovelace?", false, SHOP, TODAY)).isFalse();
    }
}
