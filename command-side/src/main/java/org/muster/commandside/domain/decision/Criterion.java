package org.muster.commandside.domain.decision;

import java.util.Set;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;

/**
 * Which events a view reads: those that carry <em>all</em> of the tags and are of <em>any</em> of the types
 * (Dynamic Consistency Boundary, dcb.events).
 */
public record Criterion(Set<Tag> tags, Set<Class<? extends DomainEvent>> types) {

    public Criterion {
        tags = Set.copyOf(tags);
        types = Set.copyOf(types);
        if (tags.isEmpty() || types.isEmpty()) {
            throw new IllegalArgumentException("a view names the tags and the types that it reads");
        }
    }

    /** Everything of these types about one entity. */
    public static Criterion of(Tag tag, Set<Class<? extends DomainEvent>> types) {
        return new Criterion(Set.of(tag), types);
    }

    public boolean matches(DomainEvent event) {
        return types.contains(event.getClass()) && event.tags().containsAll(tags);
    }
}
