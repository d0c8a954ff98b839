package org.muster.messaging.parking;

import java.util.OptionalLong;

/** What came of {@link ParkedEvents#retry}. */
public sealed interface RetryOutcome {

    /** Nothing of this subject is parked: somebody else was faster, or it never was. */
    record NothingParked() implements RetryOutcome {}

    /**
     * All of the queue was applied: the subject's events flow again.
     *
     * @param applied how many events
     * @param last position
     */
    record Unparked(int applied, long last) implements RetryOutcome {}

    /**
     * The queue was applied up to an event that failed again.
     *
     * @param applied how many events came before it
     * @param last position that was applied; empty if none was
     * @param position of the event that failed
     */
    record StillParked(int applied, OptionalLong last, long position, String cause) implements RetryOutcome {}
}
