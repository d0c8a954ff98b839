package org.muster.benchmark.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final List<Mission> MISSIONS = List.of(new Mission("M0000", 1), new Mission("M0001", 1));

    /** Answers each command after a while, fails every tenth, and knows how many were ever unanswered at once. */
    private static final class Slow implements Subject {
        private final long answerMillis;
        private final AtomicInteger unanswered = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger sent = new AtomicInteger();

        Slow(long answerMillis) {
            this.answerMillis = answerMillis;
        }

        @Override
        public CompletionStage<Outcome> deploy(Deployment command) {
            most.accumulateAndGet(unanswered.incrementAndGet(), Math::max);
            boolean fails = sent.incrementAndGet() % 10 == 0;
            return CompletableFuture.supplyAsync(
                    () -> {
                        unanswered.decrementAndGet();
                        if (fails) {
                            throw new IllegalStateException("the disk is full");
                        }
                        return new Outcome(true, 0);
                    },
                    CompletableFuture.delayedExecutor(answerMillis, TimeUnit.MILLISECONDS));
        }

        @Override
        public void seed(List<Mission> missions) {}

        @Override
        public void close() {}
    }

    @Test
    void keeps_as_many_in_flight_as_asked_and_reports_latency_and_failures() throws Exception {
        Slow slow = new Slow(100);
        Work work = new Work(MISSIONS, 0);
        Measurement measured = Load.run(slow, work, 8, 2, Duration.ofMillis(200), Duration.ofSeconds(1));
        assertThat(slow.most.get()).isEqualTo(8);
        assertThat(measured.unanswered()).isZero();
        assertThat(measured.p50Millis()).isGreaterThanOrEqualTo(99);
        // Eight in flight and 100 ms each: at most 80 a second, and what was under way when the window began.
        assertThat(measured.eventsPerSecond()).isPositive().isLessThanOrEqualTo(88);
        assertThat(measured.failed()).isEqualTo(slow.sent.get() / 10);
        assertThat(measured.firstFailure()).contains("the disk is full");
        assertThat(measured.acknowledgedEvents()).isEqualTo(slow.sent.get() - measured.failed());
    }

    @Test
    void an_answer_after_the_window_counts_as_latency_but_not_as_throughput() throws Exception {
        Work work = new Work(MISSIONS, 0);
        Measurement measured = Load.run(new Slow(1000), work, 4, 2, Duration.ZERO, Duration.ofMillis(300));
        assertThat(measured.accepted()).isZero();
        assertThat(measured.acknowledgedEvents()).isEqualTo(4);
        assertThat(measured.maxMillis()).isGreaterThanOrEqualTo(999);
    }

    @Test
    void work_that_is_used_up_ends_the_window_and_not_the_rate() throws Exception {
        Slow slow = new Slow(100);
        Measurement measured = Load.run(slow, new Work(MISSIONS, 0, 16), 4, 2, Duration.ZERO, Duration.ofMinutes(1));
        assertThat(slow.sent.get()).isEqualTo(16);
        // 15 accepted in four turns of at least 100 ms; over the minute it would be one in four seconds.
        assertThat(measured.eventsPerSecond()).isGreaterThan(1).isLessThanOrEqualTo(37.5);
    }

    @Test
    void a_race_sends_every_volunteer_to_two_missions() {
        assertThat(Work.race())
                .hasSize(2_000)
                .extracting(Deployment::volunteerId, Deployment::missionId)
                .doesNotHaveDuplicates();
    }
}
