package org.muster.commandside.intake;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a command could read or change, told from its JSON alone, before any check. Two commands whose footprints do not
 * meet give the same answers in either order; so a bulk request may have them decided at once.
 */
public sealed interface Footprint {

    /** Nothing beyond what these keys name; never empty. */
    record Keys(Set<String> keys) implements Footprint {
        public Keys {
            keys = Set.copyOf(keys);
        }
    }

    /** Perhaps anything: it goes alone. */
    record Everything() implements Footprint {}

    /**
     * The footprint of a command. Only the three commands of which there are thousands are looked into; all others go
     * alone, and so does whatever is not as expected.
     *
     * @param assignments what is known of assignments: an end names only the assignment, and changes the mission's count
     */
    static Footprint of(CommandEnvelope command, Assignments assignments) {
        JsonNode data = command.data();
        Set<String> keys = new HashSet<>();
        keys.add("command:" + command.id());
        boolean complete = switch (command.name()) {
            // Nobody else is touched by who a person is but a registration of the same person.
            case "RegisterVolunteer" ->
                add("volunteer", data.path("volunteer"), keys)
                        && add("born", data.path("personalData").path("birthDate"), keys);
            case "DeployVolunteer" ->
                add("volunteer", data.path("volunteer"), keys)
                        && add("assignment", data.path("assignment"), keys)
                        && add("mission", data.path("mission"), keys);
            case "EndAssignment" ->
                add("assignment", data.path("assignment"), keys)
                        && keys.addAll(
                                assignments.touchedBy(data.path("assignment").stringValue()));
            default -> false;
        };
        return complete ? new Keys(keys) : new Everything();
    }

    /** What became known of assignments from earlier commands of the same request. */
    interface Assignments {
        /** The keys of the assignment's volunteer and mission; empty if they are not known. */
        Set<String> touchedBy(String assignment);
    }

    private static boolean add(String kind, JsonNode value, Set<String> keys) {
        return value.isString() && keys.add(kind + ":" + value.stringValue());
    }
}
