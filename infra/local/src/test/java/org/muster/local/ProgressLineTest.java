package org.muster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.muster.local.load.LoadProgress;

class ProgressLineTest {

    @Test
    void shows_progress_rate_and_remaining_time() {
        assertThat(ProgressLine.loading(10_000, 20_000, 77_704, 10))
                .isEqualTo("[===========>                  ]  38 %  30,000 of 77,704 commands  2,000/s  24 s left");
    }

    @Test
    void long_times_are_shown_in_minutes() {
        assertThat(ProgressLine.loading(0, 100, 77_704, 1)).endsWith("100/s  13 min left");
    }

    @Test
    void promises_nothing_before_anything_is_sent() {
        assertThat(ProgressLine.loading(0, 0, 77_704, 5)).endsWith("0 of 77,704 commands");
        assertThat(ProgressLine.loading(77_704, 0, 77_704, 5)).endsWith("100 %  77,704 of 77,704 commands");
    }

    @Test
    void names_the_phase_before_the_load() {
        assertThat(ProgressLine.of(new LoadProgress(), Duration.ZERO)).isEqualTo("Waiting to load the history");
    }
}
