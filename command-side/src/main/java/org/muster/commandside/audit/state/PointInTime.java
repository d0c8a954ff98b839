package org.muster.commandside.audit.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.web.problem.FieldError;
import org.muster.web.problem.Problem;

/**
 * A moment of history: after the event of a position, or after all that was recorded up to an instant.
 *
 * @param position absent where it is an instant
 * @param instant absent where it is a position
 */
record PointInTime(Optional<Long> position, Optional<Instant> instant) {

    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    /** The store's resolution. */
    private static final Duration AN_INSTANT = Duration.ofNanos(1_000);

    static Optional<PointInTime> parse(String text, Function<String, Optional<Instant>> instants) {
        return POSITION.matcher(text).matches()
                ? Optional.of(new PointInTime(Optional.of(Long.valueOf(text)), Optional.empty()))
                : instants.apply(text).map(instant -> new PointInTime(Optional.empty(), Optional.of(instant)));
    }

    /**
     * The position of the last event that was recorded by then.
     *
     * @param parameter that holds it, for the problem
     * @throws org.muster.web.problem.ProblemException if it is a position that no event has yet
     */
    long resolve(History history, String parameter) {
        if (instant.isPresent()) {
            return history.positionBefore(instant.get().plus(AN_INSTANT));
        }
        long head = history.head();
        if (position.orElseThrow() > head) {
            throw Problem.invalid(FieldError.query(parameter, "must be at most " + head + ", the last position"))
                    .exception();
        }
        return position.get();
    }
}
