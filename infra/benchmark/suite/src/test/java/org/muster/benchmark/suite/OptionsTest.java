package org.muster.benchmark.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void measures_eight_seconds_at_four_levels_unless_told_otherwise() {
        Options options = Options.parse(new String[0]);
        assertThat(options.levels()).containsExactly(1, 8, 64, 256);
        assertThat(options.windowMillis()).isEqualTo(8000);
        assertThat(options.growthEvents()).isZero();
        assertThat(Runners.ALL).allMatch(runner -> options.runs(runner.id()));
    }

    @Test
    void refuses_what_it_does_not_know() {
        assertThatThrownBy(() -> Options.parse(new String[] {"--windows", "8"})).hasMessageContaining("--windows");
        assertThatThrownBy(() -> Options.parse(new String[] {"--window"})).hasMessageContaining("--window");
    }

    @Test
    void runs_only_what_is_named() {
        Options options = Options.parse(new String[] {"--only", "emmett,insert", "--without", "insert"});
        assertThat(Runners.ALL)
                .filteredOn(runner -> options.runs(runner.id()))
                .extracting(Runner::id)
                .containsExactly("emmett");
    }
}
