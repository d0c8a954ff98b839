package org.muster.events.correction;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventData;
import org.muster.catalog.EventType;
import org.muster.catalog.Text;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;

/**
 * The event that a later one corrects or annuls. It is repeated whole, so that a reader needs no history to take back what the
 * event did.
 *
 * @param id the event's id
 * @param position its place in the order of all events
 * @param type its name on the wire
 * @param subject whose history it belongs to first
 * @param tags what it concerns
 * @param effectiveOn the date from which it was true in the world
 * @param data its data, with all corrections so far
 */
public record OriginalEvent(
        @Text(pattern = Text.UUID, max = 36) String id,
        long position,
        @Text(pattern = Text.IDENTIFIER, max = 100) String type,
        @Text(pattern = Text.TAG, max = 200) String subject,
        @Text(pattern = Text.TAG, max = 200) List<String> tags,
        LocalDate effectiveOn,
        Map<String, Object> data) {

    public OriginalEvent {
        tags = List.copyOf(tags);
        data = Collections.unmodifiableMap(
                new LinkedHashMap<>(data)); // in one order, so that it is always written alike
    }

    /** The event in the form that a later one repeats. */
    public static OriginalEvent of(String id, long position, DomainEvent event) {
        return new OriginalEvent(
                id,
                position,
                EventCatalog.of(event.getClass()).wireName(),
                event.subject().toString(),
                event.tags().stream().map(Tag::toString).sorted().toList(),
                event.effectiveOn(),
                EventData.of((Record) event));
    }

    /**
     * The event itself, in its present version; empty if this program does not know its type, so that nothing here depends on it.
     *
     * @throws IllegalArgumentException if the data are those of a version that this program does not read
     */
    public Optional<DomainEvent> event() {
        return knownType().map(known -> known.read(version(), data));
    }

    private int version() {
        String version = type.substring(type.lastIndexOf(".v") + 2);
        if (!version.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(type + " names no version");
        }
        return Integer.parseInt(version);
    }

    /** The entry of its type in the catalog, of whatever version; empty if this program does not know it. */
    public Optional<EventType> knownType() {
        int version = type.lastIndexOf(".v");
        return EventCatalog.named(version < 0 ? type : type.substring(0, version));
    }

    Set<Tag> concerns() {
        Set<Tag> all = tags.stream().map(Tag::parse).collect(Collectors.toSet());
        all.add(Tag.event(id));
        all.add(Tag.amendments());
        return all;
    }
}
