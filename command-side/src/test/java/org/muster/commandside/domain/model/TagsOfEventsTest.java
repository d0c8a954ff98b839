package org.muster.commandside.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;
import org.muster.events.correction.CorrectionEvent;

/** Every event carries the tags of all it concerns, so the history of an entity is whatever is tagged with it. */
class TagsOfEventsTest {

    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("mission", Tag.MISSION),
            Map.entry("newMission", Tag.MISSION),
            Map.entry("successor", Tag.MISSION),
            Map.entry("acronym", Tag.MISSION),
            Map.entry("volunteer", Tag.VOLUNTEER),
            Map.entry("assignment", Tag.ASSIGNMENT),
            Map.entry("newAssignment", Tag.ASSIGNMENT),
            Map.entry("doa", Tag.DOA),
            Map.entry("order", Tag.ORDER),
            Map.entry("station", Tag.STATION),
            Map.entry("newStation", Tag.STATION),
            Map.entry("fromStation", Tag.STATION),
            Map.entry("stations", Tag.STATION));

    @Property(tries = 600)
    void each_identifier_in_an_event_is_among_its_tags(@ForAll("events") DomainEvent event) throws Exception {
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            String key = KEYS.get(component.getName());
            if (key != null) {
                component.getAccessor().setAccessible(true);
                for (Object id : values(component.getAccessor().invoke(event))) {
                    assertThat(event.tags())
                            .as("%s of %s", component.getName(), event)
                            .anyMatch(
                                    tag -> tag.key().equals(key) && tag.value().equals(id));
                }
            }
        }
        if (event instanceof CorrectionEvent correction) {
            assertThat(event.tags().stream().map(Tag::toString))
                    .containsAll(correction.original().tags());
        }
    }

    private static List<?> values(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.stream().toList();
            case List<?> list -> list;
            default -> List.of(value);
        };
    }

    @Provide
    Arbitrary<DomainEvent> events() {
        return AnyEvent.event();
    }
}
