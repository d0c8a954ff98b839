package org.muster.commandside.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.commandside.domain.decision.Criterion;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.DomainEvent;

/** What holds for every view, whatever it folds. */
class DecisionModelsTest {

    /**
     * A view may be asked to fold only what its criterion names, and what it does not name must not change it: otherwise
     * a decision would rest on events outside of its boundary.
     */
    @Property
    void events_that_a_view_does_not_name_never_change_it(
            @ForAll("views") DecisionModel<String, ?> view,
            @ForAll("ids") String id,
            @ForAll("histories") List<DomainEvent> history,
            @ForAll("events") DomainEvent event) {
        assertUnchangedByTypesNotNamed(view, id, history, event);
    }

    private static <S> void assertUnchangedByTypesNotNamed(
            DecisionModel<String, S> view, String id, List<DomainEvent> history, DomainEvent event) {
        S state = Given.fold(view, id, history);
        if (!view.criterion(id).types().contains(event.getClass())) {
            assertThat(view.evolve(state, event)).isSameAs(state);
        }
    }

    /** The store hands a view its events amid those of others; where these stand, or whether they are there, is the same. */
    @Property
    void events_about_others_make_no_difference(
            @ForAll("views") DecisionModel<String, ?> view,
            @ForAll("ids") String id,
            @ForAll("histories") List<DomainEvent> history) {
        Criterion criterion = view.criterion(id);
        List<DomainEvent> own = history.stream().filter(criterion::matches).toList();

        assertThat(Given.<String, Object>fold(of(view), id, own))
                .isEqualTo(Given.<String, Object>fold(of(view), id, history));
    }

    /** States are cached and shared between commands, so a fold must never change the state that it is given. */
    @Property
    void folding_a_event_leaves_the_state_before_it_as_it_was(
            @ForAll("views") DecisionModel<String, ?> view,
            @ForAll("ids") String id,
            @ForAll("histories") List<DomainEvent> history,
            @ForAll("events") DomainEvent event) {
        Object before = Given.fold(of(view), id, history);
        of(view).evolve(before, event);

        assertThat(before).isEqualTo(Given.fold(of(view), id, history));
    }

    /** What is read but not used would make commands wait for each other without a reason. */
    @Example
    void every_type_that_a_view_names_changes_it_at_some_time() {
        for (DecisionModel<String, ?> view : DecisionModels.all()) {
            Set<Class<? extends DomainEvent>> used = new HashSet<>();
            Arbitrary<List<DomainEvent>> histories = histories();
            histories.sampleStream().limit(3_000).forEach(history -> {
                for (String id : List.of("UNTAC", "V1", "A1", "S1", "I1")) {
                    noteUse(of(view), id, history, used);
                }
            });
            assertThat(used).as(view.name()).isEqualTo(view.criterion("any").types());
        }
    }

    private static void noteUse(
            DecisionModel<String, Object> view,
            String id,
            List<DomainEvent> history,
            Set<Class<? extends DomainEvent>> used) {
        Object state = view.initial(id);
        for (DomainEvent event : history) {
            if (view.criterion(id).matches(event)) {
                Object next = view.evolve(state, event);
                if (!next.equals(state)) {
                    used.add(event.getClass());
                }
                state = next;
            }
        }
    }

    @Example
    void every_event_is_read_by_some_view() {
        Set<Class<? extends DomainEvent>> read = DecisionModels.all().stream()
                .flatMap(view -> view.criterion("any").types().stream())
                .collect(Collectors.toSet());

        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(EventCatalog.all().stream()
                        .<Class<? extends DomainEvent>>map(EventType::form)
                        .toList());
    }

    @Example
    void names_are_unique() {
        assertThat(DecisionModels.all()).extracting(DecisionModel::name).doesNotHaveDuplicates();
    }

    @Example
    void criteria_of_one_entity_are_equal_so_that_states_can_be_cached_by_them() {
        for (DecisionModel<String, ?> view : DecisionModels.all()) {
            assertThat(view.criterion("X")).isEqualTo(view.criterion("X")).isNotEqualTo(view.criterion("Y"));
        }
    }

    @Provide
    Arbitrary<DecisionModel<String, ?>> views() {
        return Arbitraries.of(DecisionModels.all());
    }

    @Provide
    Arbitrary<String> ids() {
        return AnyEvent.id();
    }

    @Provide
    Arbitrary<DomainEvent> events() {
        return AnyEvent.event();
    }

    @Provide
    Arbitrary<List<DomainEvent>> histories() {
        return AnyEvent.event().list().ofMaxSize(30);
    }

    /** A view whose states are only compared, never looked into. */
    @SuppressWarnings("unchecked") // evolve is only given states that this very view has made
    private static DecisionModel<String, Object> of(DecisionModel<String, ?> view) {
        return (DecisionModel<String, Object>) view;
    }
}
