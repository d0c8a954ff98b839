package org.muster.commands;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A warning comes with the answer to an accepted command.
 *
 * @param code stable API
 * @param details what it is about, by name; plain JSON values, never personal data
 */
public record Warning(WarningCode code, Map<String, Object> details) {

    public Warning {
        // In one order, so that a repeated command gets the same bytes.
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }
}
