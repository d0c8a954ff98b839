package org.muster.queryside.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * As of when a report is to be known: an instant, a position, or now if neither is there.
 *
 * @param instant what was recorded at or after it is left out
 * @param position what has a greater one is left out
 */
public record KnownAt(Optional<Instant> instant, OptionalLong position) {

    /** Everything that is known. */
    public static final KnownAt NOW = new KnownAt(Optional.empty(), OptionalLong.empty());

    /** How it is written, for messages to callers. */
    public static final String FORM =
            "must be an instant, written like 2026-11-23T12:00:00Z, or a position, a whole number of at least 0";

    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    /** Four digits for the year: others mean nothing to a register, and too much to a database. */
    private static final Pattern INSTANT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,18}(Z|[+-][0-9]{2}:[0-9]{2})");

    /** Reads what a caller wrote; empty if it is neither. */
    public static Optional<KnownAt> parse(String text) {
        if (POSITION.matcher(text).matches()) {
            return Optional.of(new KnownAt(Optional.empty(), OptionalLong.of(Long.parseLong(text))));
        }
        if (!INSTANT.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return Optional.of(new KnownAt(Optional.of(instant), OptionalLong.empty()));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }
}
