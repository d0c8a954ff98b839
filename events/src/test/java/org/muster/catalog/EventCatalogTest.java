package org.muster.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.muster.events.DomainEvent;

class EventCatalogTest {

    @Test
    void names_every_event_exactly_once() {
        assertThat(EventCatalog.all())
                .extracting(EventType::form)
                .containsExactlyInAnyOrderElementsOf(everyRecordOf(DomainEvent.class));
        assertThat(EventCatalog.all()).extracting(EventType::name).doesNotHaveDuplicates();
    }

    @Test
    void writes_type_names_in_the_form_of_the_contract() {
        assertThat(EventCatalog.all())
                .allSatisfy(type -> assertThat(type.wireName()).matches("muster\\.[a-z]+\\.[a-z-]+\\.v[1-9][0-9]*"));
    }

    @Test
    void takes_every_command_under_the_name_of_its_record() {
        assertThat(CommandCatalog.named("DeployVolunteer"))
                .hasValueSatisfying(
                        type -> assertThat(type.form().getSimpleName()).isEqualTo("DeployVolunteer"));
        assertThat(CommandCatalog.named("deployvolunteer")).isEmpty();
    }

    private static Set<Class<? extends DomainEvent>> everyRecordOf(Class<? extends DomainEvent> root) {
        Set<Class<? extends DomainEvent>> records = new HashSet<>();
        Deque<Class<?>> open = new ArrayDeque<>(Set.of(root));
        while (!open.isEmpty()) {
            Class<?> next = open.pop();
            if (next.isRecord()) {
                records.add(next.asSubclass(DomainEvent.class));
            } else {
                open.addAll(Set.of(next.getPermittedSubclasses()));
            }
        }
        return records;
    }
}
