package org.muster.catalog;

import java.util.List;
import java.util.Map;
import org.muster.commands.Command;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.commands.WarnedOf;
import org.muster.commands.WarningCode;

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

    /** With which codes rules may refuse the command. */
    public List<RefusalCode> refusals() {
        RefusedWith refused = form.getAnnotation(RefusedWith.class);
        return refused == null ? List.of() : List.of(refused.value());
    }

    /** Of what the answer may warn though the command is accepted. */
    public List<WarningCode> warnings() {
        WarnedOf warned = form.getAnnotation(WarnedOf.class);
        return warned == null ? List.of() : List.of(warned.value());
    }
}
