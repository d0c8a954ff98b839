package org.muster.eventstore.tags;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.Test;
import org.muster.eventstore.order.Criteria;

/** What memory says about tags that it has never met. */
class SeenTagsFilterTest {

    private static final int EVENTS = 300_000;

    @Test
    void never_says_none_of_a_tag_that_occurred_and_seldom_perhaps_of_one_that_did_not() {
        SeenTagsFilter seen = filled(EVENTS);

        assertThat(IntStream.rangeClosed(1, EVENTS).filter(i -> seen.noneUpTo(volunteer(i), EVENTS)))
                .isEmpty();
        assertThat(IntStream.rangeClosed(EVENTS + 1, 2 * EVENTS).filter(i -> !seen.noneUpTo(volunteer(i), EVENTS)))
                .hasSizeLessThan(EVENTS / 100);
    }

    @Test
    void says_perhaps_of_everything_beyond_what_was_added() {
        SeenTagsFilter seen = filled(100);

        assertThat(seen.noneUpTo(volunteer(1_000), 100)).isTrue();
        assertThat(seen.noneUpTo(volunteer(1_000), 101)).isFalse();
        assertThat(seen.add(102, new String[] {"volunteer:102"})).as("a gap").isFalse();
        assertThat(seen.noneUpTo(volunteer(1_000), 101)).isFalse();
    }

    @Test
    void is_the_same_after_it_was_stored_and_read_back() {
        SeenTagsFilter seen = filled(EVENTS);
        SeenTagsFilter restored = new SeenTagsFilter(1 << 30);

        assertThat(restored.restore(seen.storedFrom(0))).isGreaterThan(2);

        assertThat(restored.upTo()).isEqualTo(EVENTS);
        assertThat(IntStream.rangeClosed(1, EVENTS).filter(i -> restored.noneUpTo(volunteer(i), EVENTS)))
                .isEmpty();
        assertThat(restored.add(EVENTS + 1, new String[] {"volunteer:x"})).isTrue();
    }

    @Test
    void a_stored_chain_counts_only_as_far_as_it_hangs_together() {
        SeenTagsFilter seen = filled(EVENTS);
        List<SeenTagsFilter.Stored> chain = new ArrayList<>(seen.storedFrom(0));
        SeenTagsFilter.Stored second = chain.get(1);
        chain.set(1, new SeenTagsFilter.Stored(1, second.after() + 1, second.upTo(), second.tags(), second.bits()));
        SeenTagsFilter restored = new SeenTagsFilter(1 << 30);

        assertThat(restored.restore(chain)).isEqualTo(1);

        assertThat(restored.upTo()).isEqualTo(second.after());
    }

    @Test
    void a_store_with_more_tags_than_memory_was_allowed_for_is_asked_each_time() {
        SeenTagsFilter seen = new SeenTagsFilter(100_000);
        for (int i = 1; i <= EVENTS; i++) {
            assertThat(seen.add(i, new String[] {"volunteer:" + i})).isTrue();
        }

        assertThat(seen.isTooLarge()).isTrue();
        assertThat(seen.bytes()).isLessThanOrEqualTo(100_000);
        assertThat(seen.noneUpTo(volunteer(2 * EVENTS), EVENTS)).isFalse();
    }

    /** The moment in which the chain grows or is given up must not look like an empty one. */
    @Test
    void never_says_none_of_a_tag_that_occurred_while_it_grows_and_is_given_up() throws Exception {
        int rounds = 20;
        int events = 140_000;
        for (int round = 0; round < rounds; round++) {
            SeenTagsFilter seen = new SeenTagsFilter(300_000);
            seen.add(1, new String[] {"volunteer:1"});
            Criteria known = volunteer(1);
            AtomicBoolean lied = new AtomicBoolean();
            Thread asking = Thread.ofPlatform().start(() -> {
                while (!seen.isTooLarge() && !lied.get()) {
                    lied.set(seen.noneUpTo(known, 1));
                }
                lied.compareAndSet(false, seen.noneUpTo(known, 1));
            });
            for (int i = 2; i <= events; i++) {
                seen.add(i, new String[] {"volunteer:" + i});
            }
            asking.join();
            assertThat(seen.isTooLarge()).isTrue();
            assertThat(lied).isFalse();
        }
    }

    private static SeenTagsFilter filled(int events) {
        SeenTagsFilter seen = new SeenTagsFilter(1 << 30);
        for (int i = 1; i <= events; i++) {
            seen.add(i, new String[] {"volunteer:" + i, "mission:UNMIL"});
        }
        return seen;
    }

    private static Criteria volunteer(int i) {
        return Criteria.of(EventCriteria.havingTags(new Tag("volunteer", String.valueOf(i))));
    }
}
