package org.muster.commandside.adapter.kafka;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.commands.Command;
import org.muster.events.Tag;

/**
 * The key of a command's record is the command's primary subject, which keeps the commands of one subject in order: its
 * volunteer, else its mission, else its assignment. A command that names an assignment only may have the volunteer as key,
 * whom it does not name: so it comes behind the deployment that began it.
 */
final class PartitionKey {

    /** The kinds of an event's primary subject; only history knows whose event it is that a command corrects. */
    private static final List<String> OF_EVENTS = List.of(Tag.MISSION, Tag.VOLUNTEER, Tag.DOA);

    private PartitionKey() {}

    static boolean isOf(Command command, String key) {
        Set<Tag> named = command.tags();
        for (String kind : new String[] {Tag.VOLUNTEER, Tag.MISSION}) {
            Set<String> subjects = named.stream()
                    .filter(tag -> tag.key().equals(kind))
                    .map(Tag::toString)
                    .collect(Collectors.toSet());
            if (!subjects.isEmpty()) {
                return subjects.contains(key);
            }
        }
        if (named.stream().anyMatch(tag -> tag.key().equals(Tag.EVENT))) {
            return OF_EVENTS.stream().anyMatch(kind -> key.startsWith(kind + ":"));
        }
        return key.startsWith(Tag.VOLUNTEER + ":")
                || named.stream().map(Tag::toString).anyMatch(key::equals);
    }
}
