package org.muster.eventstore.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.eventstore.Store.criteria;
import static org.muster.eventstore.Store.event;
import static org.muster.eventstore.Store.get;
import static org.muster.eventstore.Store.tag;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.junit.jupiter.api.Test;
import org.muster.eventstore.Store;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.StateDefinition;

/** States of which memory has nothing: a new engine on a store with history. */
class ColdStateTest {

    /** All payloads of what matches, in order. */
    private record Payloads(EventCriteria criteria, boolean remembered) implements StateDefinition<String, String> {

        @Override
        public String name() {
            return "payloads";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Class<String> idType() {
            return String.class;
        }

        @Override
        public Class<String> stateType() {
            return String.class;
        }

        @Override
        public EventCriteria criteria(String id) {
            return criteria;
        }

        @Override
        public String initial(String id) {
            return "";
        }

        @Override
        public String evolve(String state, EventMessage event) {
            return state + event.payload() + ",";
        }
    }

    private static String load(Store store, EventCriteria criteria) {
        return get(store.engine.states().load(new Payloads(criteria, true), "x"))
                .value();
    }

    @Test
    void is_folded_from_history_whatever_the_criteria() {
        try (Store store = Store.fresh()) {
            List<TaggedEventMessage<?>> history = new ArrayList<>();
            for (int i = 1; i <= 3_000; i++) {
                history.add(event(i % 2 == 0 ? "a.Even" : "a.Odd", "" + i, "all:1", "rare:" + i / 3, "mod:" + i % 500));
            }
            get(store.offer(AppendCondition.none(), history));
            try (Store later = store.another(EventStoreSettings.defaults())) {
                assertThat(load(later, criteria("rare:2"))).isEqualTo("6,7,8,");
                assertThat(load(later, criteria("rare:2", "a.Even"))).isEqualTo("6,8,");
                assertThat(load(later, criteria("rare:2", "a.Even").or(criteria("rare:2", "a.Odd"))))
                        .isEqualTo("6,7,8,");
                assertThat(load(later, criteria("rare:2").or(criteria("mod:7", "a.Odd"))))
                        .isEqualTo("6,7,8,507,1007,1507,2007,2507,");
                assertThat(load(
                                later,
                                EventCriteria.havingTags(tag("all:1"), tag("rare:2"))
                                        .andBeingOneOfTypes("a.Odd")))
                        .isEqualTo("7,");
                assertThat(load(later, EventCriteria.havingTags(tag("all:1"), tag("mod:499"))))
                        .isEqualTo("499,999,1499,1999,2499,2999,");
                assertThat(load(later, criteria("none:1"))).isEmpty();
                assertThat(load(later, criteria("all:1", "a.Even")).split(",")).hasSize(1_500);
                assertThat(load(later, criteria("all:1")).split(",")).hasSize(3_000);
                assertThat(load(later, EventCriteria.havingAnyTag().andBeingOneOfTypes("a.Odd"))
                                .split(","))
                        .hasSize(1_500);
                assertThat(later.loads("history") + later.loads("unseen")).isEqualTo(10);
                later.append(event("a.Odd", "last", "rare:2"));
                assertThat(load(later, criteria("rare:2"))).isEqualTo("6,7,8,last,");
                assertThat(later.loads("history") + later.loads("unseen")).isEqualTo(10);
            }
        }
    }

    @Test
    void is_read_once_for_many_who_ask_at_once_and_many_are_read_together() {
        try (Store store = Store.fresh()) {
            get(store.offer(
                    AppendCondition.none(),
                    IntStream.range(0, 1_000)
                            .<TaggedEventMessage<?>>mapToObj(i -> event("a.One", "" + i, "thing:" + i % 100))
                            .toList()));
            try (Store later = store.another(EventStoreSettings.defaults())) {
                List<CompletableFuture<StateCache.Loaded<String>>> loads = new ArrayList<>();
                for (int i = 0; i < 1_000; i++) {
                    EventCriteria one = criteria("thing:" + i % 100, "a.One");
                    loads.add(later.engine.states().load(new Payloads(one, i % 2 == 0), "x"));
                }
                for (int i = 0; i < 1_000; i++) {
                    assertThat(get(loads.get(i)).value())
                            .startsWith(i % 100 + ",")
                            .hasSizeGreaterThan(20);
                }
            }
        }
    }
}
