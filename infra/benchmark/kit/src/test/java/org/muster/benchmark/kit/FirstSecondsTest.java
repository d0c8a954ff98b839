package org.muster.benchmark.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FirstSecondsTest {

    /** Its first answer takes 1.2 seconds, as that of a cold store, all others 10 ms. */
    private static final class Cold implements AsyncSubject {
        private final AtomicBoolean warm = new AtomicBoolean();

        @Override
        public CompletionStage<Outcome> deploy(Deployment command) {
            long millis = warm.getAndSet(true) ? 10 : 1200;
            return CompletableFuture.supplyAsync(
                    () -> Outcome.accepted(0), CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
        }

        @Override
        public void seed(List<Mission> missions) {}

        @Override
        public void count(Census census) {}

        @Override
        public void close() {}
    }

    @Test
    void what_is_slow_at_first_shows_in_the_second_in_which_it_was_answered() throws Exception {
        try (Cold cold = new Cold()) {
            List<FirstSeconds.Second> seconds =
                    FirstSeconds.run(cold, new Work(List.of(new Mission("M1", 1)), 0), 1, 1, 2);
            assertThat(seconds).extracting(FirstSeconds.Second::second).containsExactly(1, 2);
            assertThat(seconds.getFirst().accepted()).isZero();
            assertThat(seconds.getLast().accepted()).isPositive();
            assertThat(seconds.getLast().p99Millis()).isGreaterThanOrEqualTo(1190);
        }
    }
}
