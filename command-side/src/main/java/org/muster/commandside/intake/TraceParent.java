package org.muster.commandside.intake;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the W3C trace context that a caller sends along, version 00. */
public final class TraceParent {

    /** The header's name, on HTTP and on Kafka. */
    public static final String HEADER = "traceparent";

    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    /**
     * The trace context; anything else is left out, not refused: tracing never stops a command.
     *
     * @param text may be null
     */
    public static Optional<String> of(String text) {
        return Optional.ofNullable(text).filter(value -> FORM.matcher(value).matches());
    }
}
