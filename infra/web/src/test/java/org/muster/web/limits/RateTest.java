package org.muster.web.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.muster.web.problem.ProblemException;

/** What one key may use up, and what it may not. */
class RateTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);
    private final Rate rate = new Rate(10, now::get);

    @Test
    void lets_so_many_in_at_once_and_then_as_many_as_time_allows() {
        for (int n = 0; n < 10; n++) {
            assertThat(rate.tryTake("a", 1)).isTrue();
        }
        assertThat(rate.tryTake("a", 1)).isFalse();
        assertThat(rate.tryTake("b", 1)).as("another key").isTrue();

        now.addAndGet(Duration.ofMillis(100).toNanos());

        assertThat(rate.tryTake("a", 1)).isTrue();
        assertThat(rate.tryTake("a", 1)).isFalse();
    }

    @Test
    void a_charge_is_paid_back_before_anything_else() {
        rate.charge("a", 20);

        assertThat(rate.tryTake("a", 1)).isFalse();
        now.addAndGet(Duration.ofMillis(1_100).toNanos());
        assertThat(rate.tryTake("a", 1)).isTrue();
    }

    @Test
    void a_rate_of_nothing_is_refused() {
        assertThatThrownBy(() -> new Rate(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void one_caller_gets_its_places_and_not_those_of_others() {
        Places places = new Places(3, 2);
        Places.Place first = places.take("a");
        places.take("a");
        assertThatThrownBy(() -> places.take("a"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().getStatus()).isEqualTo(429));
        places.take("b");
        assertThatThrownBy(() -> places.take("c"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().getStatus()).isEqualTo(503));

        first.close();
        first.close();

        assertThat(places.taken()).isEqualTo(2);
        places.take("c");
    }
}
