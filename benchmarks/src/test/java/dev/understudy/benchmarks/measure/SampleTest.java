package dev.understudy.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void aPercentileIsAMeasuredValueThatEnoughOthersDoNotExceed() {
        var sample = Sample.of(40, 10, 30, 20);

        assertThat(sample.median()).isEqualTo(20);
        assertThat(sample.percentile(25)).isEqualTo(10);
        assertThat(sample.percentile(51)).isEqualTo(30);
        assertThat(sample.percentile(95)).isEqualTo(40);
        assertThat(sample.min()).isEqualTo(10);
        assertThat(sample.max()).isEqualTo(40);
    }

    @Test
    void oneValueIsEveryPercentile() {
        var sample = Sample.of(7);

        assertThat(List.of(sample.percentile(0.1), sample.median(), sample.max()))
                .containsOnly(7.0);
    }

    @Test
    void ofNothingNothingIsANumber() {
        assertThat(Sample.of().median()).isNaN();
        assertThat(Sample.of().min()).isNaN();
        assertThat(Sample.of().max()).isNaN();
        assertThat(Sample.of().count()).isZero();
    }

    @Test
    void durationsKeepTheirFractions() {
        assertThat(Sample.millis(List.of(Duration.ofNanos(1_500_000))).median()).isEqualTo(1.5);
        assertThat(Sample.seconds(List.of(Duration.ofMillis(2_500))).median()).isEqualTo(2.5);
    }

    @Test
    void aPercentileOutsideOfItsRangeIsRefused() {
        assertThatThrownBy(() -> Sample.of(1).percentile(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> Sample.of(1).percentile(101)).hasMessageContaining("got 101");
    }
}
