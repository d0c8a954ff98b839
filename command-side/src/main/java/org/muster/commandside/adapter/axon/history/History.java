package org.muster.commandside.adapter.axon.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.EventTypeRestrictableEventCriteria;
import org.muster.catalog.EventType;
import org.muster.commandside.adapter.axon.event.EventMessageFactory;
import org.muster.commandside.adapter.axon.event.EventMetadata;
import org.muster.commandside.adapter.axon.event.EventTags;
import org.muster.commandside.intake.CommandResult;
import org.muster.commandside.intake.EventReference;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;
import org.muster.eventstore.api.StoredEvent;
import org.muster.eventstore.log.EventLog;

/** What was recorded, in its one order. */
public final class History {

    /** Events of one command: no rule makes more. */
    private static final int COMMAND_EVENTS_MAX = 1_000;

    private final EventLog log;

    public History(EventLog log) {
        this.log = log;
    }

    /** The position of the last event; 0 before any. */
    public long head() {
        return log.head();
    }

    /** A position up to which everything is durable; costs nothing, and may be behind the head. */
    public long knownHead() {
        return log.knownHead();
    }

    /** The last position before the first event that was recorded at this instant or later; the head if none was. */
    public long positionBefore(Instant instant) {
        return log.positionBefore(instant);
    }

    /** The event in its present form. */
    public DomainEvent read(HistoryEvent event) {
        return event.decoded();
    }

    /** The event at a position, if it has this id, in its present form. */
    public Optional<DomainEvent> event(String id, long position) {
        return log.readAfter(position - 1, 1).stream()
                .filter(event -> event.position() == position)
                .filter(event -> event.id().toString().equals(id))
                .findFirst()
                .map(History::historyEvent)
                .map(this::read);
    }

    /**
     * One page of history, in order.
     *
     * @param tags alternatives, of which an event must carry all of one; none: every event
     * @param types of which an event must have one; none: every type
     * @param after the position after which to begin
     * @param upTo the last position to look at
     * @param limit how many events at most
     */
    public List<HistoryEvent> page(List<Set<Tag>> tags, Set<EventType> types, long after, long upTo, int limit) {
        List<Set<Tag>> alternatives = tags.isEmpty() ? List.of(Set.of()) : tags;
        Set<QualifiedName> names =
                types.stream().map(type -> new QualifiedName(type.name())).collect(Collectors.toSet());
        EventCriteria criteria = EventCriteria.either(
                alternatives.stream().map(all -> criteria(all, names)).toList());
        return log.readUpTo(criteria, after, upTo, limit).stream()
                .map(History::historyEvent)
                .toList();
    }

    private static EventCriteria criteria(Set<Tag> tags, Set<QualifiedName> types) {
        EventTypeRestrictableEventCriteria tagged =
                EventCriteria.havingTags(tags.stream().map(EventTags::axon).collect(Collectors.toSet()));
        return types.isEmpty() ? tagged : tagged.andBeingOneOfTypes(types);
    }

    /** All events after a position, of whatever kind; at most {@code limit}. */
    public List<HistoryEvent> after(long position, int limit) {
        return log.readAfter(position, limit).stream()
                .map(History::historyEvent)
                .toList();
    }

    /** Waits until there is an event after the position; false if there is none in time. */
    public boolean awaitAfter(long position, Duration timeout) throws InterruptedException {
        return log.awaitAfter(position, timeout);
    }

    /** The result of the command of this id, which this actor sent before and which was accepted. */
    public CommandResult.Accepted accepted(UUID id, String actor) {
        List<StoredEvent> events = log
                .readAfter(EventCriteria.havingTags(EventTags.axon(Tag.command(id.toString()))), 0, COMMAND_EVENTS_MAX)
                .stream()
                .filter(event -> actor.equals(event.metadata().get(EventMetadata.ACTOR)))
                .toList();
        return new CommandResult.Accepted(
                events.stream()
                        .map(e -> new EventReference(e.id(), wireName(e.type(), e.version()), e.position()))
                        .toList(),
                EventMessageFactory.warnings(events.getFirst().metadata()),
                true);
    }

    public static String wireName(String name, String version) {
        return name + ".v" + version;
    }

    private static HistoryEvent historyEvent(StoredEvent event) {
        return new HistoryEvent(
                event.position(),
                event.id(),
                wireName(event.type(), event.version()),
                event.recordedAt(),
                Tag.parse(event.subject()),
                event.tags().stream()
                        .map(tag -> new Tag(tag.key(), tag.value()))
                        .toList(),
                event.payload(),
                event.metadata());
    }
}
