package dev.understudy.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaStatusTest {
    private static final QuotaCalendar CALENDAR = new QuotaCalendar(0, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # used | limit | warn at | percentage | approaching | exceeded | remaining
                    0      | 1000  | 0.8     | 0          | false       | false    | 1000
                    15     | 1000  | 0.8     | 0.015      | false       | false    | 985
                    799    | 1000  | 0.8     | 0.799      | false       | false    | 201
                    800    | 1000  | 0.8     | 0.8        | true        | false    | 200
                    850    | 1000  | 0.8     | 0.85       | true        | false    | 150
                    999    | 1000  | 0.8     | 0.999      | true        | false    | 1
                    1000   | 1000  | 0.8     | 1          | true        | true     | 0
                    # the limit was lowered today
                    1000   | 500   | 0.8     | 2          | true        | true     | 0
                    # exactly at the share, where binary fractions are not exact
                    7      | 10    | 0.7     | 0.7        | true        | false    | 3
                    29     | 100   | 0.29    | 0.29       | true        | false    | 71
                    57     | 100   | 0.57    | 0.57       | true        | false    | 43
                    1      | 3     | 0.34    | 0.3333333333333333 | false | false  | 2
                    # the warning comes with the last place, or never before
                    2      | 3     | 1       | 0.6666666666666666 | false | false  | 1
                    3      | 3     | 1       | 1          | true        | true     | 0
                    # no place at all
                    0      | 0     | 0.8     | 1          | true        | true     | 0
                    2      | 0     | 0.8     | 1          | true        | true     | 0
                    """)
    void theFiguresOfAQuota(
            long used,
            long limit,
            double warnAt,
            double percentage,
            boolean approaching,
            boolean exceeded,
            long remaining) {
        var quota = new Quota(limit, warnAt, OnExceeded.REJECT, CALENDAR);
        var status = quota.status(used, CALENDAR.windowAt(Instant.EPOCH));
        assertThat(status.percentage()).isEqualTo(percentage);
        assertThat(status.approaching()).isEqualTo(approaching);
        assertThat(status.exceeded()).isEqualTo(exceeded);
        assertThat(status.remaining()).isEqualTo(remaining);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    -1   | 0.8  | the limit cannot be negative, got -1
                    1000 | 0    | the warning share must lie above 0 and up to 1, got 0.0
                    1000 | -0.5 | the warning share must lie above 0 and up to 1, got -0.5
                    1000 | 1.01 | the warning share must lie above 0 and up to 1, got 1.01
                    1000 | 80   | the warning share must lie above 0 and up to 1, got 80.0
                    1000 | NaN  | the warning share must lie above 0 and up to 1, got NaN
                    """)
    void aWrongQuotaIsRefusedWithTheValueFound(long limit, double warnAt, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Quota(limit, warnAt, OnExceeded.REJECT, CALENDAR))
                .withMessage(message);
    }
}
