package org.muster.benchmark.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final List<Mission> MISSIONS = List.of(new Mission("M0000", 1), new Mission("M0001", 1));

    /** Answers each command after a while, fails each tenth, and knows how many were ever unanswered at once. */
    private static final class Slow implements AsyncSubject {
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
                        return Outcome.accepted(0);
                    },
                    CompletableFuture.delayedExecutor(answerMillis, TimeUnit.MILLISECONDS));
        }

        @Override
        public void seed(List<Mission> missions) {}

        @Override
        public void count(Census census) {}

        @Override
        public void close() {}
    }

    @Test
    void keeps_as_many_in_flight_as_asked_and_reports_latency_and_failures() throws Exception {
        try (Slow slow = new Slow(100)) {
            Measurement measured =
                    Load.run(slow, new Work(MISSIONS, 0), 8, 2, Duration.ofMillis(200), Duration.ofMillis(1000));
            assertThat(slow.most.get()).isEqualTo(8);
            assertThat(measured.unanswered()).isZero();
            assertThat(measured.p50Millis()).isGreaterThanOrEqualTo(99);
            // Eight in flight and 100 ms each: at most 80 a second, and what was under way when the window began.
            assertThat(measured.operationsPerSecond()).isPositive().isLessThanOrEqualTo(88);
            assertThat(measured.failed()).isEqualTo(slow.sent.get() / 10);
            assertThat(measured.firstFailure()).contains("the disk is full");
            assertThat(measured.acknowledgedEvents()).isEqualTo(slow.sent.get() - measured.failed());
        }
    }

    /** Decides on the caller's thread, 10 ms each. */
    private static final class Busy implements AsyncSubject {
        @Override
        public CompletionStage<Outcome> deploy(Deployment command) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            return CompletableFuture.completedFuture(Outcome.accepted(0));
        }

        @Override
        public void seed(List<Mission> missions) {}

        @Override
        public void count(Census census) {}

        @Override
        public void close() {}
    }

    @Test
    void waiting_for_a_thread_that_issues_commands_is_part_of_the_latency() throws Exception {
        try (Busy busy = new Busy()) {
            Measurement measured =
                    Load.run(busy, new Work(MISSIONS, 0), 8, 1, Duration.ofMillis(200), Duration.ofMillis(400));
            // Eight take turns on one thread.
            assertThat(measured.p50Millis()).isGreaterThan(70);
        }
    }

    @Test
    void an_answer_after_the_window_counts_as_latency_but_not_as_throughput() throws Exception {
        try (Slow slow = new Slow(1000)) {
            Measurement measured = Load.run(slow, new Work(MISSIONS, 0), 4, 2, Duration.ZERO, Duration.ofMillis(300));
            assertThat(measured.accepted()).isZero();
            assertThat(measured.acknowledgedEvents()).isEqualTo(4);
            assertThat(measured.maxMillis()).isGreaterThanOrEqualTo(999);
        }
    }

    @Test
    void names_every_volunteer_once_and_draws_all_missions() {
        Work work = new Work(MISSIONS, 7);
        List<Deployment> commands =
                java.util.stream.Stream.generate(work).limit(1000).toList();
        assertThat(commands).extracting(Deployment::volunteerId).doesNotHaveDuplicates();
        assertThat(commands).extracting(Deployment::commandId).doesNotHaveDuplicates();
        assertThat(commands).extracting(Deployment::missionId).contains("M0000", "M0001");
    }
}
