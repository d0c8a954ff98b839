package org.muster.commandside.adapter.axon.event;

import java.util.HashSet;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.TagResolver;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import org.muster.events.DomainEvent;

/** An event's tags: what it concerns, and the command that caused it. */
public final class EventTags implements TagResolver {

    @Override
    public Set<Tag> resolve(EventMessage event) {
        Set<Tag> tags = new HashSet<>();
        if (event.payload() instanceof DomainEvent domainEvent) {
            domainEvent.tags().forEach(tag -> tags.add(axon(tag)));
        }
        String command = event.metadata().get(EventMetadata.COMMAND_ID);
        if (command != null) {
            tags.add(new Tag(org.muster.events.Tag.COMMAND, command));
        }
        return tags;
    }

    public static Tag axon(org.muster.events.Tag tag) {
        return new Tag(tag.key(), tag.value());
    }
}
