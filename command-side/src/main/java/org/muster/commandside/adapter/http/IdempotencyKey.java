package org.muster.commandside.adapter.http;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.commandside.intake.CommandId;

/**
 * The header {@code Idempotency-Key}: the command's id. Bare, or in quotes as the IETF's draft writes it.
 *
 * @param id of the command
 */
record IdempotencyKey(UUID id) {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    static Optional<IdempotencyKey> parse(String text) {
        Matcher quoted = QUOTED.matcher(text);
        return CommandId.parse(quoted.matches() ? quoted.group(1) : text).map(IdempotencyKey::new);
    }
}
