package org.muster.benchmark.kit;

import java.util.List;

/**
 * What is measured: an event store together with the small application that a user of it would write for DeployVolunteer.
 * Conflicts are retried by the subject, inside the latency that is measured.
 */
public sealed interface Subject extends AutoCloseable permits BlockingSubject, AsyncSubject {

    /** Stores the missions, before any command names them. */
    void seed(List<Mission> missions);

    /** Tells each stored deployment to {@code census}, read from the tables and not through what is measured. */
    void count(Census census);

    /** How many events one operation stores: more than one for bulk ceilings only. */
    default int eventsPerOperation() {
        return 1;
    }

    /** Prepares what a level needs before its warm-up, as entities in memory; not measured. */
    default void prepare(int inFlight) {}

    @Override
    void close();
}
