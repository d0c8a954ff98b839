package org.muster.commandside.intake;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the UUID by which a caller names a command. */
public final class CommandId {

    /** {@link UUID#fromString} alone would also take {@code 1-1-1-1-1}. */
    private static final Pattern FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private CommandId() {}

    /** The UUID; empty if the text is not one in its usual form. */
    public static Optional<UUID> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
