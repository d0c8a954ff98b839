package org.muster.commandside.domain.decision;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;
import org.muster.events.correction.CorrectionEvent;

/**
 * All corrections and annulments, by the entities that they concern. A model's state is folded from the events as they count, in
 * the order in which they were first recorded; so no model knows of corrections. They are few, so all are kept together.
 *
 * @param byTag the amended events of each entity, by their ids
 */
public record Amendments(Map<Tag, Map<String, Amendment>> byTag) {

    /** Nothing was amended. */
    public static final Amendments NONE = new Amendments(Map.of());

    public Amendments {
        byTag = Map.copyOf(byTag);
    }

    /** What is known of one event. */
    public Optional<Amendment> of(String event) {
        return Optional.ofNullable(
                byTag.getOrDefault(Tag.event(event), Map.of()).get(event));
    }

    /** The amended events that an entity's state is folded from, by their ids; mostly none. */
    public Map<String, Amendment> of(DecisionModel<?> model, String id) {
        Map<String, Amendment> known = byTag.get(model.tag(id));
        return known == null
                ? Map.of()
                : known.entrySet().stream()
                        .filter(entry -> model.reads().contains(entry.getValue().type()))
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The same after one more correction or annulment. That of an event that this program does not know changes nothing here. */
    public Amendments and(CorrectionEvent event) {
        return event.original().knownType().map(type -> and(event, type.form())).orElse(this);
    }

    private Amendments and(CorrectionEvent event, Class<? extends DomainEvent> type) {
        String id = event.original().id();
        Amendment amendment = of(id).orElse(Amendment.none(id, type)).and(event);
        Map<Tag, Map<String, Amendment>> more = new HashMap<>(byTag);
        for (Tag tag : event.tags()) {
            if (!tag.equals(Tag.amendments())) {
                Map<String, Amendment> ofTag = new HashMap<>(more.getOrDefault(tag, Map.of()));
                ofTag.put(id, amendment);
                more.put(tag, Map.copyOf(ofTag));
            }
        }
        return new Amendments(more);
    }

    /** An event as it counts by these amendments; empty if it was annulled. */
    public static Optional<DomainEvent> apply(Map<String, Amendment> amendments, String id, DomainEvent event) {
        Amendment amendment = amendments.get(id);
        return amendment == null ? Optional.of(event) : amendment.apply(event);
    }
}
