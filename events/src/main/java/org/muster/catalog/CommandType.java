package org.muster.catalog;

import java.util.Map;
import org.muster.commands.Command;

/**
 * One entry of the command catalog.
 *
 * @param name as in {@code POST /commands/{name}}
 * @param form the record of the JSON
 */
public record CommandType(String name, Class<? extends Command> form) {

    /** The CloudEvents {@code type} of the command on Kafka, for instance {@code muster.command.DeployVolunteer.v1}. */
    public String wireName() {
        return "muster.command." + name + ".v1";
    }

    /** The JSON Schema of the command's body. */
    public Map<String, Object> schema() {
        return JsonSchema.of(form.asSubclass(Record.class));
    }
}
