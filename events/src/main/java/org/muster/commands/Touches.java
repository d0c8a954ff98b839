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
 * @param fixes an entity that belongs to these tags for ever once the command is accepted; a later command with this
 *     entity in {@code concernsOf} touches them too
 */
public record Touches(boolean everything, Set<Tag> tags, Optional<Tag> concernsOf, Optional<Tag> fixes) {

    public Touches {
        tags = Set.copyOf(tags);
        if (!everything && tags.isEmpty()) {
            throw new IllegalArgumentException("a command touches something");
        }
    }

    /** The command may touch anything, so it goes alone. */
    public static Touches anything() {
        return new Touches(true, Set.of(), Optional.empty(), Optional.empty());
    }

    /** The command touches these tags only. */
    public static Touches only(Set<Tag> tags) {
        return new Touches(false, tags, Optional.empty(), Optional.empty());
    }

    /** Adds the tags that an earlier command has {@linkplain #fixing fixed} for the entity. */
    public Touches andConcernsOf(Tag entity) {
        return new Touches(everything, tags, Optional.of(entity), fixes);
    }

    /** Once the command is accepted, the entity belongs to exactly these tags for ever. */
    public Touches fixing(Tag entity) {
        return new Touches(everything, tags, concernsOf, Optional.of(entity));
    }
}
