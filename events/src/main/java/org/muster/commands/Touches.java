package org.muster.commands;

import java.util.Optional;
import java.util.Set;
import org.muster.events.Tag;

/**
 * Says what a command could read or change. Two commands that touch nothing in common have the same results in either
 * order, so a bulk request may have them decided at the same time.
 *
 * @param everything whether the command could touch anything, so that it goes alone
 * @param tags what the command touches by name
 * @param concernsOf an entity whose connections the command touches too; for instance the mission and the volunteer of an
 *     assignment that it ends
 * @param fixes an entity that belongs to these tags for ever once the command is accepted; a later command that touches
 *     what {@code concernsOf} it can be told from that
 */
public record Touches(boolean everything, Set<Tag> tags, Optional<Tag> concernsOf, Optional<Tag> fixes) {

    public Touches {
        tags = Set.copyOf(tags);
        if (!everything && tags.isEmpty()) {
            throw new IllegalArgumentException("a command touches something");
        }
    }

    /** Perhaps anything. */
    public static Touches anything() {
        return new Touches(true, Set.of(), Optional.empty(), Optional.empty());
    }

    /** Nothing beyond these. */
    public static Touches only(Set<Tag> tags) {
        return new Touches(false, tags, Optional.empty(), Optional.empty());
    }

    /** These, and whatever the entity concerns by an earlier command that {@linkplain #fixing fixed} it. */
    public Touches andConcernsOf(Tag entity) {
        return new Touches(everything, tags, Optional.of(entity), fixes);
    }

    /** These; once accepted, the entity concerns exactly these for ever. */
    public Touches fixing(Tag entity) {
        return new Touches(everything, tags, concernsOf, Optional.of(entity));
    }
}
