package dev.understudy.agent.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {
    private static final List<String> NAMES =
            List.of("customer_id", "customer_name", "order_date", "total", "country", "city");

    @Test
    void theNearestComeFirstAndStrangersNotAtAll() {
        assertThat(NearestNames.to("customername", NAMES).getFirst()).isEqualTo("customer_name");
        assertThat(NearestNames.to("Custmer_Nme", NAMES).getFirst()).isEqualTo("customer_name");
        assertThat(NearestNames.to("name", NAMES)).containsExactly("customer_name");
        assertThat(NearestNames.to("contry", NAMES).getFirst()).isEqualTo("country");
        assertThat(NearestNames.to("totals", NAMES)).containsExactly("total");
        assertThat(NearestNames.to("zzzzzz", NAMES)).isEmpty();
        assertThat(NearestNames.to("", NAMES)).isEmpty();
        assertThat(NearestNames.to("customer", NAMES)).hasSizeLessThanOrEqualTo(3);
    }
}
