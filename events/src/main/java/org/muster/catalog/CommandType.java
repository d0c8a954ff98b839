package org.muster.catalog;

import java.util.Map;
import org.muster.commands.Command;

/**
 * One entry of the command catalog.
 *
 * @param name as in {@code POST /commands/{name}}
 * @param form the record that the JSON is read into
 */
public record CommandType(String name, Class<? extends Command> form) {

    /** The JSON Schema of the command's body. */
    public Map<String, Object> schema() {
        return JsonSchema.of(form.asSubclass(Record.class));
    }
}
