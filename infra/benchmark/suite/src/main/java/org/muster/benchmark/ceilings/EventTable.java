package org.muster.benchmark.ceilings;

import org.muster.benchmark.kit.Census;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Target;
import tools.jackson.databind.json.JsonMapper;

/** The table that the ceilings write: an event's row with its tags in it, and two indexes. */
final class EventTable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EventTable() {}

    static void create(Target target) {
        target.execute("""
                CREATE TABLE event (
                    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    command_id uuid NOT NULL UNIQUE,
                    type text NOT NULL,
                    tags text[] NOT NULL,
                    payload text NOT NULL)""");
    }

    static void count(Target target, Census census) {
        target.countJson("SELECT payload FROM event", census);
    }

    static String payload(Deployment command) {
        return JSON.writeValueAsString(command.accepted());
    }

    /** The tags as PostgreSQL writes an array; none of them needs quoting. */
    static String tags(Deployment command) {
        return "{mission:" + command.missionId()
                + ",volunteer:" + command.volunteerId()
                + ",assignment:A-" + command.volunteerId() + "-1"
                + ",station:" + command.missionId() + "-S1"
                + ",command:" + command.commandId() + "}";
    }
}
