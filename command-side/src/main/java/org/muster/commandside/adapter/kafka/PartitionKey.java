package org.muster.commandside.adapter.kafka;

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
        return key.startsWith(Tag.VOLUNTEER + ":")
                || named.stream().map(Tag::toString).anyMatch(key::equals);
    }
}
