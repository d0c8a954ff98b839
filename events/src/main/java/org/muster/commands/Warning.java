package org.muster.commands;

import java.util.Map;

/**
 * A warning comes with the answer to an accepted command.
 *
 * @param code stable API
 * @param details what it is about, by name; plain JSON values, never personal data
 */
public record Warning(WarningCode code, Map<String, Object> details) {

    public Warning {
        details = Map.copyOf(details);
    }
}
