package org.muster.queryside.report.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What many ask at once is read once, and never before it was asked. */
class SharedReadsTest {

    private static final int CALLERS = 50;
    private static final int QUESTIONS = 40;

    private final SharedReads<String, Integer> reads = new SharedReads<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();

    @Test
    void every_answer_was_read_after_its_question_and_one_at_a_time() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                all.add(callers.submit(() -> {
                    for (int question = 0; question < QUESTIONS; question++) {
                        int before = begun.get();
                        assertThat(reads.read("same", this::slowly)).isGreaterThan(before);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(begun.get()).isLessThan(CALLERS * QUESTIONS / 4);
    }

    private int slowly() {
        assertThat(underWay.incrementAndGet()).isOne();
        int number = begun.incrementAndGet();
        LockSupport.parkNanos(1_000_000);
        underWay.decrementAndGet();
        return number;
    }

    @Test
    void other_questions_do_not_wait() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> slow = callers.submit(() -> reads.read("slow", () -> {
                asked.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return 1;
            }));
            asked.await();
            assertThat(reads.read("other", () -> 2)).isEqualTo(2);
            end.countDown();
            assertThat(slow.get()).isEqualTo(1);
        }
    }

    @Test
    void a_failure_is_that_of_its_callers_only() {
        assertThatThrownBy(() -> reads.read("same", () -> {
                    throw new IllegalArgumentException("broken");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("broken");
        assertThat(reads.read("same", () -> 3)).isEqualTo(3);
    }
}
