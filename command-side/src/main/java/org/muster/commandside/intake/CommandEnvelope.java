package org.muster.commandside.intake;

import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * One command as it arrived.
 *
 * @param id given by the caller; the same id is the same command
 * @param name as in the catalog
 * @param data the command's JSON, not yet checked
 * @param caller who asks
 * @param traceparent W3C trace context, recorded with every event
 */
public record CommandEnvelope(UUID id, String name, JsonNode data, Caller caller, Optional<String> traceparent) {

    /** Keeps personal data out of logs, whatever prints this. */
    @Override
    public String toString() {
        return "CommandEnvelope[%s %s]".formatted(name, id);
    }
}
