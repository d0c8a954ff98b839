package org.muster.commandside.intake;

import java.util.Optional;
import java.util.UUID;

/**
 * A well-formed command, ready to be decided. Holds no personal data in clear.
 *
 * @param id the same id is the same command
 * @param command what the slice takes
 * @param digest keyed digest of name and body as they were sent: tells a repeat from another command under the same id
 * @param actor who asked
 * @param traceparent W3C trace context
 */
public record ValidatedCommand(UUID id, Record command, String digest, String actor, Optional<String> traceparent) {}
